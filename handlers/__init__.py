"""One plain function per thing a person does in chat; the list of routes is explicit."""
