"""The clock: one interval tick per row of a table of recurring work; each calls the desk."""
