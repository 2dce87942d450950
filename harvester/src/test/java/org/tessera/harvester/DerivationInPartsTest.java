package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Ontology;
import org.tessera.store.Batch;
import org.tessera.store.RecordKind;
import org.tessera.store.RecordStore;
import org.tessera.store.RecordWrite;

/** What is made after a change, of what it can touch, is what would be made of everything. */
class DerivationInPartsTest {
  private static final String BASE = MappingsFolder.BASE;
  private static final Node STATE = NodeFactory.createURI(BASE + "id/derived");
  private static final List<String> SOURCES = List.of("aa", "bb", "cc", "dd");
  private static final String PREFIXES =
      """
      PREFIX tess: <https://w3id.org/tessera/ontology#>
      PREFIX elm: <http://data.europa.eu/snb/model/elm/>
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX adms: <http://www.w3.org/ns/adms#>
      PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      PREFIX esco: <http://data.europa.eu/esco/model#>
      PREFIX prov: <http://www.w3.org/ns/prov#>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      PREFIX id: <https://w3id.org/tessera/id/>
      PREFIX isced: <http://data.europa.eu/snb/isced-f/>
      PREFIX type: <https://w3id.org/tessera/scheme/credential-type/>
      PREFIX scheme: <https://w3id.org/tessera/scheme/identifier-scheme/>
      PREFIX family: <https://w3id.org/tessera/scheme/provider-family/>
      """;

  /** One is derived in parts, the other always anew; both have the same records. */
  private final RecordStore inParts = store();

  private final RecordStore whole = store();
  private final Map<String, Map<String, RecordWrite>> present = new HashMap<>();
  private int runs;

  private static RecordStore store() {
    RecordStore store = RecordStore.inMemory(BASE);
    store.putGraphs(Ontology.graphs());
    return store;
  }

  @AfterEach
  void close() {
    inParts.close();
    whole.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void itIsTheSameAsAllMadeAnewWhateverHappens(long seed) {
    Random random = new Random(seed);
    Set<String> seen = new HashSet<>();
    String rules = "1";
    for (int step = 0; step < 60; step++) {
      for (int commits = 1 + random.nextInt(2); commits > 0; commits--) {
        commitSomething(random);
      }
      if (random.nextInt(20) == 0) {
        rules = Integer.toString(step);
      }
      if (random.nextInt(8) == 0) {
        int steps = random.nextInt(3);
        AtomicInteger asked = new AtomicInteger();
        assertFalse(
            new Derivation(inParts, BASE, rules).make(() -> asked.getAndIncrement() == steps));
        continue;
      }
      assertTrue(new Derivation(inParts, BASE, rules).make(() -> false));
      derived(whole).keySet().forEach(name -> put(whole, name, GraphFactory.createDefaultGraph()));
      assertTrue(new Derivation(whole, BASE, rules).make(() -> false));
      Map<String, TreeSet<String>> all = derived(whole);
      assertEquals(all, derived(inParts), "step " + step + " of seed " + seed);
      all.values().forEach(seen::addAll);
    }
    for (String fact :
        List.of(
            "sameCredentialAs",
            "DefinitionFailure",
            "skill-exact",
            "field-co-stated",
            "field-same-code",
            "field-exact",
            "derivedProviderFamily")) {
      assertTrue(seen.stream().anyMatch(it -> it.contains(fact)), "no step came to " + fact);
    }
  }

  /** That it is the same could be for the reason that all is made each time. */
  @Test
  void whatAChangeCannotTouchIsNotMade() {
    commit("aa", credential("aa", "c1", "<> elm:providedBy id:aa\\/o1 ."));
    commit("aa", organisation("aa", "o1", "aa/o1", "University of A", ""));
    commit("bb", credential("bb", "c1", ""));
    assertTrue(facts().contains("id/derived/aa"));
    put(inParts, BASE + "id/derived/aa", GraphFactory.createDefaultGraph());
    commit("bb", credential("bb", "c2", ""));
    assertTrue(new Derivation(inParts, BASE, "1").make(() -> false));
    assertFalse(derived(inParts).containsKey(BASE + "id/derived/aa"));
  }

  @Test
  void whatASourceNamesNoLongerIsMadeWithoutIt() {
    commit("aa", organisation("aa", "o1", "aa/o1", "University of A", ""));
    commit("bb", credential("bb", "c1", ""));
    assertFalse(facts().contains("derivedProviderFamily"));
    commit("bb", credential("bb", "c1", "<> elm:providedBy id:aa\\/o1 ."));
    assertTrue(facts().contains("derivedProviderFamily"));
    commit("bb", credential("bb", "c1", ""));
    assertFalse(facts().contains("derivedProviderFamily"));
  }

  @Test
  void whatASourceSaysOfAnOrganisationThatOthersNameCounts() {
    commit("aa", credential("aa", "c1", "<> elm:providedBy id:org\\/o1 ."));
    commit("bb", organisation("bb", "o1", "org/o1", "Somebody", ""));
    assertFalse(facts().contains("derivedProviderFamily"));
    commit("bb", organisation("bb", "o1", "org/o1", "University of A", ""));
    assertTrue(facts().contains("derivedProviderFamily"));
    String stated = "<> tess:providerFamily family:education-training .";
    commit("cc", organisation("cc", "o1", "org/o1", "A", stated));
    assertFalse(facts().contains("derivedProviderFamily"));
  }

  @Test
  void aLinkOfTwoRegistersFollowsEither() {
    String identified =
        "<> adms:identifier <#i> . <#i> a elm:Identifier ; elm:schemeId scheme:rncp ; skos:notation '7' .";
    commit("aa", credential("aa", "c1", identified));
    assertFalse(facts().contains("sameCredentialAs"));
    commit("bb", credential("bb", "c1", identified));
    assertTrue(facts().contains("sameCredentialAs"));
    commit("bb", credential("bb", "c2", identified));
    assertFalse(facts().contains("sameCredentialAs"), "two of one register tell neither");
    commit("bb", credential("bb", "c1", ""));
    assertTrue(facts().contains("sameCredentialAs"));
    commit("bb", credential("bb", "c2", ""));
    assertFalse(facts().contains("sameCredentialAs"));
    commit("bb", credential("bb", "c1", identified));
    AtomicInteger asked = new AtomicInteger();
    assertFalse(new Derivation(inParts, BASE, "1").make(() -> asked.getAndIncrement() == 1));
    commit("bb", credential("bb", "c1", ""));
    assertFalse(facts().contains("sameCredentialAs"), "a derivation that was cut off made it");
  }

  @Test
  void whatAnotherSourceStatesBesideTheSameCodeCounts() {
    String stated = "<> dct:subject id:aa\\/nsf-1 ; elm:ISCEDFCode isced:0421 .";
    for (int i = 1; i <= 5; i++) {
      commit("aa", credential("aa", "c" + i, stated));
    }
    commit("bb", credential("bb", "c1", "<> dct:subject id:bb\\/nsf-1 ."));
    assertTrue(facts().contains("field-same-code"));
    commit("aa", credential("aa", "c5", ""));
    assertFalse(facts().contains("field-same-code"));
  }

  @Test
  void aSkillOfEscoThatChangesIsLinkedAnew() {
    commit("aa", credential("aa", "c1", "<> tess:skill id:aa\\/skill-1 ."));
    commit("aa", concept("aa", "skill-1", "Cook soup"));
    commit("esco", skill("s1", "drive lorries"));
    assertFalse(facts().contains("skill-exact"));
    commit("esco", skill("s1", "cook soup"));
    assertTrue(facts().contains("skill-exact"));
  }

  /** All derived statements with their graphs, made in parts, which are as if made anew. */
  private String facts() {
    assertTrue(new Derivation(inParts, BASE, "1").make(() -> false));
    derived(whole).keySet().forEach(name -> put(whole, name, GraphFactory.createDefaultGraph()));
    assertTrue(new Derivation(whole, BASE, "1").make(() -> false));
    assertEquals(derived(whole), derived(inParts));
    return derived(inParts).toString();
  }

  private void commit(String source, RecordWrite write) {
    commit(source, Map.of(write.localId(), write), Set.of());
  }

  private void commitSomething(Random random) {
    String source = random.nextInt(6) == 0 ? "esco" : pick(random, SOURCES);
    Map<String, RecordWrite> there = present.computeIfAbsent(source, key -> new TreeMap<>());
    Map<String, RecordWrite> writes = new TreeMap<>();
    Set<String> withdrawals = new HashSet<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      RecordWrite write =
          source.equals("esco")
              ? skill(
                  "s" + random.nextInt(3),
                  pick(random, List.of("cook soup", "drive lorries", "prune trees")))
              : something(source, random);
      writes.put(write.localId(), write);
    }
    for (String id : there.keySet()) {
      if (!writes.containsKey(id) && random.nextInt(12) == 0) {
        withdrawals.add(id);
      }
    }
    commit(source, writes, withdrawals);
    there.putAll(writes);
    there.keySet().removeAll(withdrawals);
  }

  private static RecordWrite skill(String id, String label) {
    return write(
        "esco",
        id,
        "esco/" + id,
        RecordKind.CONCEPT,
        "<> a skos:Concept , esco:Skill ; skos:prefLabel '%s'@en .".formatted(label));
  }

  private static RecordWrite concept(String source, String id, String label) {
    return write(
        source,
        id,
        source + "/" + id,
        RecordKind.CONCEPT,
        "<> a skos:Concept ; skos:prefLabel '%s'@en .".formatted(label));
  }

  private static RecordWrite something(String source, Random random) {
    String other = random.nextInt(3) == 0 ? pick(random, SOURCES) : source;
    switch (random.nextInt(8)) {
      case 0 -> {
        String id = pick(random, List.of("skill-1", "nsf-1", "nsf-2"));
        String label = pick(random, List.of("Cook soup", "Drive lorries", "Law", "Dance"));
        return concept(source, id, label);
      }
      case 1 -> {
        String org = "o" + random.nextInt(2);
        return organisation(
            source,
            org,
            (random.nextInt(3) == 0 ? other : "org") + "/" + org,
            pick(random, List.of("University of A", "Somebody", "Ministry of B")),
            random.nextInt(4) == 0 ? "<> tess:providerFamily family:education-training ." : "");
      }
      default -> {
        List<String> said = new ArrayList<>();
        if (random.nextInt(2) == 0) {
          said.add(
              "<> adms:identifier <#i> . <#i> a elm:Identifier ; elm:schemeId scheme:rncp ; skos:notation '%d' ."
                  .formatted(random.nextInt(4)));
        }
        if (random.nextInt(2) == 0) {
          said.add("<> dct:subject id:%s\\/nsf-1 .".formatted(other));
          if (random.nextInt(5) > 0) {
            said.add("<> elm:ISCEDFCode isced:0421 .");
          }
        } else {
          said.add("<> dct:subject id:%s\\/nsf-2 .".formatted(other));
        }
        if (random.nextInt(3) == 0) {
          said.add("<> tess:skill id:%s\\/skill-1 .".formatted(other));
        }
        if (random.nextInt(2) == 0) {
          said.add(
              "<> elm:providedBy id:%s\\/o%d ."
                  .formatted(random.nextInt(3) == 0 ? other : "org", random.nextInt(2)));
        }
        if (random.nextInt(10) == 0) {
          said.add(
              "<> elm:creditPoint <#c> . <#c> a elm:CreditPoint ; elm:point %s ; elm:framework <https://w3id.org/tessera/scheme/credit-framework/ects> ."
                  .formatted(pick(random, List.of("5.0", "40.0"))));
        }
        return credential(source, "c" + random.nextInt(9), String.join("\n", said));
      }
    }
  }

  private static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static RecordWrite credential(String source, String id, String said) {
    return write(
        source,
        id,
        source + "/" + id,
        RecordKind.CREDENTIAL,
        "<> a elm:LearningAchievementSpecification ; tess:credentialType type:micro-credential .\n"
            + said);
  }

  private static RecordWrite organisation(
      String source, String id, String topic, String label, String said) {
    return write(
        source,
        "org-" + id,
        topic,
        RecordKind.ORGANISATION,
        "<> a elm:Organisation ; skos:prefLabel '" + label + "'@en .\n" + said);
  }

  private static RecordWrite write(
      String source, String id, String topic, RecordKind kind, String said) {
    Node iri = NodeFactory.createURI(BASE + "id/" + topic);
    return new RecordWrite(
        NodeFactory.createURI(BASE + "record/" + source + "/" + id),
        iri,
        kind,
        id,
        "sha256:" + Hash.hex(said.getBytes(StandardCharsets.UTF_8)),
        NodeFactory.createURI(BASE + "id/" + source + "#input"),
        0,
        RecordWrite.IdentifierBasis.REGISTER,
        false,
        RecordWrite.Role.MAIN,
        Optional.empty(),
        parse(iri.getURI(), said).find().toList());
  }

  private void commit(String source, Map<String, RecordWrite> writes, Set<String> withdrawals) {
    Node run = NodeFactory.createURI(BASE + "id/run/" + source + "/" + runs++);
    Set<Node> gone = new HashSet<>();
    for (String id : withdrawals) {
      gone.add(NodeFactory.createURI(BASE + "record/" + source + "/" + id));
    }
    List<Triple> started =
        parse(run.getURI(), "<> prov:startedAtTime '2026-01-01T00:00:00Z'^^xsd:dateTime .")
            .find()
            .toList();
    Batch batch = new Batch(source, run, List.copyOf(writes.values()), gone, started);
    inParts.commit(batch);
    whole.commit(batch);
  }

  private static Graph parse(String base, String turtle) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).base(base).parse(graph);
    return graph;
  }

  private static void put(RecordStore store, String name, Graph graph) {
    store.putGraph(NodeFactory.createURI(name), graph);
  }

  /** All derived graphs with the state, but for when a link was made first. */
  private static Map<String, TreeSet<String>> derived(RecordStore store) {
    return store.read(dataset -> {
      Map<String, TreeSet<String>> derived = new TreeMap<>();
      dataset.stream()
          .filter(quad -> !quad.getPredicate().equals(Dct.created))
          .forEach(quad -> {
            String name = quad.getGraph().toString();
            if (name.startsWith(STATE.getURI())
                || name.endsWith("/conformance")
                || name.endsWith("id/identity-links")) {
              derived.computeIfAbsent(name, key -> new TreeSet<>()).add(quad.asTriple().toString());
            }
          });
      return derived;
    });
  }
}
