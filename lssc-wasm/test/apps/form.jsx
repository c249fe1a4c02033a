// A form with react-hook-form: `?keys=…` says which part of a record it asks for, `?wrong=…` adds a field that no record has.
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { formSchema } from "lssc";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { get, useForm } from "react-hook-form";

const query = new URLSearchParams(location.search);
const FIELDS = ["id", "education", "applied_on", "admitted_on", "courses.0.course", "courses.0.completed_on"];
const fields = [...FIELDS, ...query.getAll("wrong")];
const schema = formSchema(query.get("keys")?.split(",").filter(Boolean));

function Form() {
  const { register, handleSubmit, formState } = useForm({ resolver: standardSchemaResolver(schema) });
  const [sent, setSent] = useState("");
  return (
    <form onSubmit={handleSubmit((values) => setSent(JSON.stringify(values)))} noValidate>
      {fields.map((name) => (
        <label key={name}>
          {name} <input {...register(name)} />{" "}
          <b id={`error ${name}`}>{get(formState.errors, name)?.message}</b>
        </label>
      ))}
      <button type="submit">Send</button>
      <output>{sent}</output>
      <i>{formState.submitCount}</i>
    </form>
  );
}

createRoot(document.querySelector("main")).render(
  <StrictMode>
    <Form />
  </StrictMode>,
);
