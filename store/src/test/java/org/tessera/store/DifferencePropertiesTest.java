package org.tessera.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tessera.store.Samples.batch;
import static org.tessera.store.Samples.record;
import static org.tessera.store.Samples.topic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sys.JenaSystem;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Rdf;
import org.tessera.store.RecordWrite.Role;

final class DifferencePropertiesTest {
  static {
    JenaSystem.init();
  }

  @Property(tries = 60)
  void aChangeByDifferenceGivesWhatAFreshWriteGives(
      @ForAll("statements") Set<Triple> before, @ForAll("statements") Set<Triple> after) {
    try (RecordStore changed = RecordStore.inMemory(Samples.BASE);
        RecordStore fresh = RecordStore.inMemory(Samples.BASE)) {
      changed.commit(batch(1, write(before)));
      changed.commit(batch(2, write(after)));
      fresh.commit(batch(1, write(after)));

      assertEquals(statements(fresh), statements(changed));
      assertEquals(hash(fresh), hash(changed));
      assertEquals(List.of(), changed.check());
    }
  }

  @Provide
  Arbitrary<Set<Triple>> statements() {
    Arbitrary<Node> subjects =
        Arbitraries.of(topic("a"), NodeFactory.createURI(topic("a").getURI() + "#x"));
    Arbitrary<Node> predicates = Arbitraries.of(Dct.title, Dct.description, Elm.point);
    Arbitrary<RDFDatatype> datatypes =
        Arbitraries.of(
            XSDDatatype.XSDdecimal,
            XSDDatatype.XSDinteger,
            XSDDatatype.XSDdouble,
            XSDDatatype.XSDboolean,
            XSDDatatype.XSDdate,
            XSDDatatype.XSDdateTime,
            XSDDatatype.XSDgYear,
            XSDDatatype.XSDduration,
            XSDDatatype.XSDstring);
    Arbitrary<String> lexicalForms =
        Arbitraries.of(
            "2",
            "2.0",
            "02",
            "+2",
            "-0",
            "1e3",
            "true",
            "1",
            "2020",
            "2020-02-30",
            "2020-02-03Z",
            "2020-02-03",
            "2020-02-03T04:05:06.700Z",
            "2020-02-03T04:05:06.7+00:00",
            "PT60H",
            "",
            "12345678901234567890.123456789",
            "été",
            "\"\\\n");
    Arbitrary<Node> typed =
        datatypes.flatMap(
            type -> lexicalForms.map(text -> NodeFactory.createLiteralDT(text, type)));
    Arbitrary<Node> tagged =
        Arbitraries.of("en", "EN", "fr", "zh-hant", "und")
            .flatMap(tag -> lexicalForms.map(text -> NodeFactory.createLiteralLang(text, tag)));
    Arbitrary<Node> objects = Arbitraries.oneOf(typed, tagged, subjects);
    return subjects
        .flatMap(s -> predicates.flatMap(p -> objects.map(o -> Triple.create(s, p, o))))
        .set()
        .ofMaxSize(12);
  }

  private static RecordWrite write(Set<Triple> statements) {
    List<Triple> all = new ArrayList<>(statements);
    all.add(Triple.create(topic("a"), Rdf.type, Elm.Qualification));
    return Samples.write("a", Role.MAIN, all);
  }

  private static Set<Triple> statements(RecordStore store) {
    Set<Triple> statements = new LinkedHashSet<>();
    store
        .find(topic("a"))
        .orElseThrow()
        .graph()
        .find()
        .filterDrop(statement -> statement.getSubject().equals(record("a")))
        .forEachRemaining(statements::add);
    return statements;
  }

  private static String hash(RecordStore store) {
    return CanonicalStatements.hash(statements(store));
  }
}
