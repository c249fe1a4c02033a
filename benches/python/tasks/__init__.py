"""What is measured; one task a file, each in a process of its own."""
