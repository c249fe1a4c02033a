(() => {
  const rows = [...document.querySelectorAll(".list tbody tr")];
  const place = document.getElementById("filter");
  if (rows.length < 8) return;
  const add = (label, control) => {
    const wrap = document.createElement("label");
    wrap.append(label, control);
    place.append(wrap);
    control.addEventListener("input", show);
    return control;
  };
  const shown = document.createElement("output");
  const text = add("Find ", Object.assign(document.createElement("input"), { type: "search" }));
  const status = add("Status ", document.createElement("select"));
  status.append(new Option("all", ""));
  for (const [value, label] of new Map(rows.map((row) => [row.dataset.status, row.cells[1].textContent]))) {
    status.append(new Option(label, value));
  }
  place.append(shown);
  place.hidden = false;
  function show() {
    const wanted = text.value.trim().toLowerCase();
    let count = 0;
    for (const row of rows) {
      const fits = (!status.value || row.dataset.status === status.value)
        && row.textContent.toLowerCase().includes(wanted);
      row.hidden = !fits;
      count += fits;
    }
    shown.textContent = `${count} shown`;
  }
})();
