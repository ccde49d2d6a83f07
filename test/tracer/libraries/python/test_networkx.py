"""NetworkX: nodes and edges counted in their dicts; views, which call the program's filters, are named only."""

import unittest

import networkx as nx
from library import field, fingerprint, loads_on_demand, look


class Graphs(unittest.TestCase):
    def test_counts_agree(self):
        loops = nx.Graph([(1, 1), (1, 2), (2, 3)])
        several = nx.MultiGraph([(1, 2), (1, 2), (2, 2)])
        both_ways = nx.DiGraph([("a", "b", {"weight": 3}), ("b", "a")])
        for graph in (loops, several, both_ways, nx.MultiDiGraph([(1, 2), (1, 2)]), nx.karate_club_graph()):
            made = look(graph)
            self.assertEqual(field(made, "nodes"), str(graph.number_of_nodes()))
            self.assertEqual(field(made, "edges"), str(graph.number_of_edges()))
            self.assertEqual(made.preview["totalRows"], graph.number_of_edges())
        self.assertEqual(look(both_ways).preview["rows"][0], ["a", "b", "{'weight': 3}"])
        self.assertEqual(len(look(loops).preview["rows"]), 3)

    def test_views_call_nothing(self):
        called = []
        view = nx.subgraph_view(nx.path_graph(4), filter_node=lambda node: called.append(node) or True)
        self.assertEqual((look(view).detail, called), ("type", []))

    def test_growth_is_noticed(self):
        graph = nx.path_graph(3)
        before = fingerprint(graph)
        graph.add_edge(0, 2)
        self.assertNotEqual(before, fingerprint(graph))

    def test_loaded_with_the_library_only(self):
        loads_on_demand(self, "networkx_graphs", "import networkx; value = networkx.path_graph(3)")


if __name__ == "__main__":
    unittest.main()
