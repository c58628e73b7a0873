"""Small trained models beside the rules: one encoder pass a sentence, and heads over what it gives.

The encoder sees the words' pieces and, with them, what the parse and the resolution already know of each word. What it
is and what it was trained on stands in ``model.json`` and on the page docs/trained-readers.md. It needs the extra
``models`` (onnxruntime); without it, or without its weights, the frames reader reads alone.
"""
