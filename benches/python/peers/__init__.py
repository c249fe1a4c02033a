"""What the library is measured against in Python; one subject a file."""
