"""A call to a model fails once and is tried again."""


class Busy(Exception):
    pass


class Client:
    def __init__(self):
        self.calls = 0

    def create(self, model, messages):
        self.calls += 1
        if self.calls == 1:
            raise Busy("try later")
        content = f"{len(messages)} seen"
        return {
            "id": "r1",
            "object": "chat.completion",
            "model": model,
            "choices": [{"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 7, "completion_tokens": 2, "total_tokens": 9},
        }


client = Client()
question = "How many?"
messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": question}]
answer = None
while answer is None:
    try:
        answer = client.create("small", messages)
    except Busy:
        print("busy")
text = answer["choices"][0]["message"]["content"]
print(text)
