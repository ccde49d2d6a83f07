"""A small server that speaks OpenAI's chat completions over HTTP. It answers by a rule, so no key is needed.

The rule: quote the sentence of the passages that shares most words with the question.
"""

import json
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def answer(prompt):
    question = re.search(r"Question: (.*)", prompt).group(1)
    asked = set(re.findall(r"[a-z]{4,}", question.lower()))
    best = (0, None, "")
    for name, text in re.findall(r"\[([a-z-]+)\] (.*)", prompt):
        for sentence in re.split(r"(?<=[.])\s+", text):
            shared = len(asked & set(re.findall(r"[a-z]{4,}", sentence.lower())))
            if shared > best[0]:
                best = (shared, name, sentence)
    if best[1] is None:
        return "I am sorry, nothing in the passages answers this."
    return json.dumps({"article": best[1], "answer": best[2], "confidence": min(1.0, best[0] / 4)})


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        prompt = asked["messages"][-1]["content"]
        text = answer(prompt)
        used = {"prompt_tokens": len(prompt.split()), "completion_tokens": len(text.split())}
        used["total_tokens"] = used["prompt_tokens"] + used["completion_tokens"]
        body = {
            "id": f"chatcmpl-{len(prompt)}",
            "object": "chat.completion",
            "created": 1700000000,
            "model": asked["model"],
            "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
            "usage": used,
        }
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        """Quiet: the example's own output is what counts."""


@contextmanager
def serve():
    """Runs on a free port until the block ends; yields the base address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
