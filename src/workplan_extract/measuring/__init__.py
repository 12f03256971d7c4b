"""A workplan or tagged sentences against what people annotated."""
