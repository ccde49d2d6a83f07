"""A prompt made of parts."""

question = "Which row is the largest?"
rows = ["1: 5", "2: 12"]
context = "; ".join(rows)
prompt = f"Answer briefly.\n{context}\n{question}"
print(prompt)
