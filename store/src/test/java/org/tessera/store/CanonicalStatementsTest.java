package org.tessera.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CanonicalStatementsTest {
  static {
    JenaSystem.init();
  }

  static Stream<Node> nodes() {
    return Stream.of(
        NodeFactory.createURI("https://example.org/a"),
        NodeFactory.createURI("https://example.org/élève/中文"),
        NodeFactory.createURI("https://example.org/a b<c>"),
        NodeFactory.createURI("https://example.org/a{b}|^`"),
        NodeFactory.createLiteralString("plain"),
        NodeFactory.createLiteralString(""),
        NodeFactory.createLiteralString(
            "a \"quoted\"\tline\r\nand \\ slash, <b> & é \u007f \u0085"),
        NodeFactory.createLiteralString("emoji \ud83c\udf93 and \ufffd"),
        NodeFactory.createLiteralLang("Été", "fr"),
        NodeFactory.createLiteralLang("x", "zh-Hant"),
        NodeFactory.createLiteralDT("2.0", XSDDatatype.XSDdecimal));
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void termsAreWrittenAsJenaWritesThem(Node node) {
    assertEquals(NodeFmtLib.strNT(node), CanonicalStatements.term(node));
  }

  @Test
  void theHashIsThatOfTheSortedLines() {
    Node a = NodeFactory.createURI("urn:a");
    Node p = NodeFactory.createURI("urn:p");
    Triple first = Triple.create(a, p, NodeFactory.createLiteralString("1"));
    Triple second = Triple.create(a, p, NodeFactory.createLiteralString("2"));
    // printf '<urn:a> <urn:p> "1" .\n<urn:a> <urn:p> "2" .\n' | LC_ALL=C sort | sha256sum
    String expected = "sha256:c4668450c586acb17881d9f58bc469257c5b6b6dc060f30faa5b7430c74c3c24";
    assertEquals(expected, CanonicalStatements.hash(List.of(first, second)));
    assertEquals(expected, CanonicalStatements.hash(List.of(second, first)));
  }
}
