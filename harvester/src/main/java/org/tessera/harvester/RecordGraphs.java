package org.tessera.harvester;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.tessera.ontology.Rdf;
import org.tessera.store.RecordKind;
import org.tessera.store.RecordWrite;

/** Makes records of the graphs that a mapping filled, and refuses those that are none. */
final class RecordGraphs {
  private static final Pattern FIELD = Pattern.compile("\\{([^}]+)}");

  private final SourceDescriptor source;
  private final String baseIri;
  private final String graphBase;
  private final HarvestedRecord raw;

  RecordGraphs(SourceDescriptor source, String baseIri, HarvestedRecord raw) {
    this.source = source;
    this.baseIri = baseIri;
    this.graphBase = baseIri + "record/" + source.id() + "/";
    this.raw = raw;
  }

  /** The record's IRI: the one that its register publishes, else one of ours. */
  static String iri(HarvestedRecord raw, String baseIri, String source) {
    if (raw.input().recordIri().isPresent() && raw.content() instanceof Content.Tree tree) {
      RecordView view = JsonView.of(tree.node(), raw.input().format() == Input.Format.CSV);
      // Results of SPARQL as tab-separated values write an IRI in angle brackets.
      Optional<String> published =
          fill(raw.input().recordIri().get(), view).map(iri -> iri.replaceAll("^<(.*)>$", "$1"));
      if (published.isPresent() && Iris.isHttp(published.get())) {
        return published.get();
      }
    }
    return minted(raw, baseIri, source);
  }

  private static String minted(HarvestedRecord raw, String baseIri, String source) {
    return baseIri + "id/" + source + "/" + raw.localId();
  }

  private static Optional<String> fill(String template, RecordView view) {
    Matcher matcher = FIELD.matcher(template);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      List<Value> values = view.values(matcher.group(1));
      if (values.isEmpty()) {
        return Optional.empty();
      }
      matcher.appendReplacement(text, Matcher.quoteReplacement(values.get(0).text()));
    }
    matcher.appendTail(text);
    return Optional.of(text.toString());
  }

  /**
   * @param graphs the record's own graph first
   * @throws RmlMapper.Unmappable naming the graph and what is wrong with it
   */
  List<RecordWrite> writes(Map<Node, Set<Triple>> graphs) {
    List<RecordWrite> writes = new ArrayList<>();
    Node main = NodeFactory.createURI(graphBase + raw.localId());
    graphs.forEach((name, statements) -> writes.add(write(name, main, statements)));
    return writes;
  }

  private RecordWrite write(Node name, Node main, Set<Triple> statements) {
    if (!name.getURI().startsWith(graphBase) || name.getURI().length() == graphBase.length()) {
      throw new RmlMapper.Unmappable(
          "the mapping puts statements under <"
              + name
              + ">, which is another register's; right is an address that begins with "
              + graphBase);
    }
    if (statements.isEmpty()) {
      throw new RmlMapper.Unmappable(
          "it has no value in any field that the mapping reads; right is a record with the fields of its"
              + " source");
    }
    Node topic = topic(statements);
    RecordKind kind = kind(topic, statements);
    boolean isMain = name.equals(main);
    RecordWrite.Role role =
        isMain
            ? RecordWrite.Role.MAIN
            : kind == RecordKind.ORGANISATION || kind == RecordKind.CONCEPT
                ? RecordWrite.Role.SHARED
                : RecordWrite.Role.PART;
    requireOwn(topic, role);
    return new RecordWrite(
        name,
        topic,
        kind,
        name.getURI().substring(graphBase.length()),
        raw.hash(),
        raw.input().iri(),
        raw.input().rank(),
        raw.identifierBasis(),
        raw.input().synthetic(),
        role,
        role == RecordWrite.Role.PART ? Optional.of(main) : Optional.empty(),
        List.copyOf(statements));
  }

  /** What a source says must not stand on the page of another's record. */
  private void requireOwn(Node topic, RecordWrite.Role role) {
    String iri = topic.getURI();
    boolean own =
        switch (role) {
          case MAIN -> iri.equals(minted(raw, baseIri, source.id()));
          case PART -> iri.startsWith(baseIri + "id/" + source.id() + "/");
          // Registers share organisations and concepts; their graphs only grow.
          case SHARED, SHARED_ANEW -> true;
        };
    if (iri.startsWith(baseIri) && !own) {
      throw new RmlMapper.Unmappable(
          "it calls itself <" + iri + ">, which is an address of this registry but not its own");
    }
  }

  /** The subject of which all other subjects are parts, by their addresses. */
  private static Node topic(Set<Triple> statements) {
    Node topic = statements.iterator().next().getSubject();
    for (Triple triple : statements) {
      if (triple.getSubject().getURI().length() < topic.getURI().length()) {
        topic = triple.getSubject();
      }
    }
    for (Triple triple : statements) {
      Node subject = triple.getSubject();
      if (!subject.equals(topic) && !subject.getURI().startsWith(topic.getURI() + "#")) {
        throw new RmlMapper.Unmappable(
            "it makes statements on <"
                + subject
                + "> as well as on <"
                + topic
                + ">; right are statements on one thing, and on parts of it whose addresses begin"
                + " with its own and #");
      }
    }
    return topic;
  }

  private static RecordKind kind(Node topic, Set<Triple> statements) {
    for (RecordKind kind : RecordKind.values()) {
      for (Node type : kind.classes()) {
        if (statements.contains(Triple.create(topic, Rdf.type, type))) {
          return kind;
        }
      }
    }
    throw new RmlMapper.Unmappable(
        "nothing says what <"
            + topic
            + "> is; right is a class (rdf:type) that makes a record, such as"
            + " elm:LearningAchievementSpecification or elm:LearningOpportunity");
  }
}
