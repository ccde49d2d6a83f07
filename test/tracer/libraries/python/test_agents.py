"""LangChain, LangGraph and pydantic-ai: messages, prompts, chains, graphs and runs. Nothing is invoked by a
description."""

import os
import unittest
from typing import TypedDict

os.environ.setdefault("LANGCHAIN_TRACING_V2", "false")

from langchain_core.documents import Document
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.prompts import ChatPromptTemplate, PromptTemplate
from langchain_core.runnables import RunnableLambda, RunnableParallel, RunnablePassthrough
from langgraph.graph import END, START, StateGraph
from library import field, fingerprint, loads_on_demand, look, say
from pydantic_ai import Agent
from pydantic_ai.models.test import TestModel

ANSWER = AIMessage(
    "hello",
    usage_metadata={"input_tokens": 1, "output_tokens": 2, "total_tokens": 3},
    response_metadata={"model_name": "m-1", "finish_reason": "stop"},
)
PROMPT = ChatPromptTemplate.from_messages([("system", "be {mood}"), ("human", "{question}")])


class Chains(unittest.TestCase):
    def setUp(self):
        self.called = []

    def see(self, value):
        self.called.append(value)
        return value

    def test_messages(self):
        made = look(ANSWER)
        self.assertEqual((made.kind, made.summary["model"], made.summary["finish"]), ("response", "m-1", "stop"))
        self.assertEqual(made.summary["tokens"], {"input": 1, "output": 2, "total": 3})
        self.assertEqual(look(HumanMessage("q")).summary["role"], "user")
        self.assertEqual(look(ToolMessage("r", tool_call_id="1")).summary["role"], "tool")
        calls = AIMessage("", tool_calls=[{"name": "look_up", "args": {"at": 1}, "id": "1"}])
        self.assertEqual(look(calls).preview["messages"][0]["text"], "look_up({'at': 1})")
        talk = say([SystemMessage("s"), HumanMessage("q"), ANSWER])
        self.assertEqual((talk.kind, talk.summary["role"]), ("message", "system, user, assistant"))
        parts = HumanMessage([{"type": "text", "text": "see"}, {"type": "image_url", "image_url": {"url": "x"}}])
        self.assertEqual(look(parts).preview["messages"][0]["text"], "see\n[image_url]")

    def test_prompts(self):
        made = look(PROMPT)
        self.assertEqual((made.kind, made.preview["text"]), ("text", "system: be {mood}\nhuman: {question}"))
        self.assertEqual(look(PromptTemplate.from_template("tell {a}")).preview["text"], "tell {a}")
        filled = look(PROMPT.invoke({"mood": "kind", "question": "why"}))
        self.assertEqual((filled.kind, filled.preview["messages"][0]["text"]), ("message", "be kind"))

    def test_chains_are_not_invoked(self):
        model = FakeListChatModel(responses=["hello"])
        chain = PROMPT | model | RunnableLambda(self.see)
        made = look(chain)
        self.assertEqual(
            [kind for _, kind in made.summary["parts"]], ["ChatPromptTemplate", "FakeListChatModel", "RunnableLambda"]
        )
        both = look(RunnableParallel(one=RunnablePassthrough(), two=chain))
        self.assertEqual(both.summary["parts"], [["one", "RunnablePassthrough"], ["two", "RunnableSequence"]])
        self.assertEqual((look(model.bind(stop=["x"])).kind, look(chain.stream({})).kind), ("model", "lazy"))
        self.assertEqual((look(model).kind, self.called, model.i), ("model", [], 0))

    def test_documents(self):
        one = look(Document("abc", metadata={"page": 1}))
        self.assertEqual((one.kind, one.preview["text"]), ("text", "abc"))
        made = say([Document("abc", metadata={"page": 1}), Document("d", metadata={"page": 2})])
        self.assertEqual((made.kind, made.preview["columns"]), ("table", ["page_content", "page"]))
        self.assertEqual(made.preview["rows"], [["abc", 1], ["d", 2]])

    def test_a_key_of_a_model_is_hidden(self):
        class Model(FakeListChatModel):
            api_key: str = "open-sesame"

        self.assertNotIn("sesame", str(look(Model(responses=[])).summary))

    def test_loaded_with_the_library_only(self):
        loads_on_demand(
            self, "langchain_values", "from langchain_core.messages import HumanMessage as M; value = M('q')"
        )


class State(TypedDict):
    count: int


class Graphs(unittest.TestCase):
    def test_nodes_and_edges(self):
        called = []
        graph = StateGraph(State)
        graph.add_node("add", lambda state: called.append(state) or {"count": 1})
        graph.add_node("stop", lambda state: called.append(state) or {"count": 2})
        before = fingerprint(graph)
        graph.add_edge(START, "add")
        self.assertNotEqual(before, fingerprint(graph))
        graph.add_conditional_edges("add", lambda state: called.append(state) or END)
        graph.add_edge("stop", END)
        for made in (look(graph), look(graph.compile())):
            self.assertEqual((made.kind, made.lib), ("model", "langgraph"))
            self.assertEqual([name for name, _ in made.summary["parts"]], ["add", "stop"])
            self.assertIn("__start__ → add", field(made, "edges"))
            self.assertIn("count", field(made, "state"))
        self.assertEqual(called, [])

    def test_loaded_with_the_library_only(self):
        program = "from langgraph.graph import StateGraph; value = StateGraph(dict)"
        loads_on_demand(self, "langgraph_graphs", program)


class Runs(unittest.TestCase):
    def test_agents_and_results(self):
        agent = Agent(TestModel(), output_type=int, system_prompt="be brief", name="counter")
        called = []

        @agent.tool_plain
        def look_up(key: int) -> int:
            called.append(key)
            return key

        made = look(agent)
        self.assertEqual(
            (made.kind, field(made, "model"), field(made, "tools"), called), ("model", "test", "look_up", [])
        )
        result = agent.run_sync("how many")
        called.clear()
        made = look(result)
        self.assertEqual((made.kind, made.summary["model"], field(made, "output")), ("response", "test", "0"))
        self.assertEqual(made.summary["tokens"]["input"], result.usage.input_tokens)
        talk = result.all_messages()
        made = say(talk)
        self.assertEqual((made.kind, made.summary["shape"]), ("message", [len(talk)]))
        self.assertEqual(look(talk[0]).summary["role"], "system, user")
        self.assertEqual(look(talk[1]).preview["messages"][0]["text"], "look_up({'key': 0})")
        self.assertEqual(called, [])

    def test_loaded_with_the_library_only(self):
        program = "from pydantic_ai.messages import ModelResponse as M, TextPart as T; value = M(parts=[T('q')])"
        loads_on_demand(self, "pydantic_ai_runs", "import pydantic_ai; " + program)


if __name__ == "__main__":
    unittest.main()
