package org.tessera.harvester;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Sh;
import org.tessera.ontology.Tess;

/** A run as PROV: what it read, when, by which mapping, and what came of it. */
final class RunStatements {
  private final Node run;
  private final SourceDescriptor source;
  private final String from;
  private final Instant started;
  private final String mappingVersion;

  RunStatements(Node run, SourceDescriptor source, String from, Instant started) {
    this.run = run;
    this.source = source;
    this.from = from;
    this.started = started;
    this.mappingVersion =
        "sha256:"
            + Hash.hex(
                source
                    .folder()
                    .text("mapping.rml.ttl")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** While it goes on; its problems follow at the end. */
  List<Triple> soFar(RunCounts counts) {
    List<Triple> statements = new ArrayList<>();
    say(statements, Rdf.type, Tess.Harvest);
    say(statements, Prov.used, source.catalogue());
    say(statements, Prov.startedAtTime, instant(started));
    say(statements, Tess.retrievedAt, instant(started));
    say(statements, Tess.mappingVersion, NodeFactory.createLiteralString(mappingVersion));
    if (!from.isEmpty()) {
      say(statements, org.tessera.ontology.Dct.source, NodeFactory.createLiteralString(from));
    }
    count(statements, Tess.seen, counts.seen);
    count(statements, Tess.added, counts.added);
    count(statements, Tess.changed, counts.changed);
    count(statements, Tess.unchanged, counts.unchanged);
    count(statements, Tess.notChecked, counts.notChecked);
    count(statements, Tess.quarantined, counts.quarantined);
    count(statements, Tess.skipped, counts.skipped);
    count(statements, Tess.withdrawn, counts.withdrawn);
    return statements;
  }

  /**
   * @param failure why it broke off, if it did
   */
  List<Triple> ended(
      RunCounts counts,
      Instant ended,
      boolean complete,
      Optional<String> failure,
      long personalDataRemoved,
      List<Advice> advice,
      Map<String, Long> unmapped) {
    List<Triple> statements = soFar(counts);
    say(statements, Prov.endedAtTime, instant(ended));
    say(
        statements,
        Tess.complete,
        NodeFactory.createLiteralDT(Boolean.toString(complete), XSDDatatype.XSDboolean));
    count(statements, Tess.personalDataRemoved, personalDataRemoved);
    count(statements, Tess.warningCount, advice.stream().mapToLong(Advice::times).sum());
    for (int i = 0; i < advice.size(); i++) {
      warning(statements, i + 1, advice.get(i));
    }
    unmapped.forEach((value, times) ->
        say(
            statements,
            Tess.unmappedValue,
            NodeFactory.createLiteralString(value + " (×" + times + ")")));
    int number = 0;
    for (HarvestReport.Problem problem : counts.problems) {
      problem(statements, ++number, problem);
    }
    if (failure.isPresent()) {
      say(statements, Tess.failure, NodeFactory.createLiteralString(failure.get()));
      problem(statements, ++number, new HarvestReport.Problem("", from, failure.get()));
    }
    return statements;
  }

  private void warning(List<Triple> statements, int number, Advice advice) {
    Node node = NodeFactory.createURI(run.getURI() + "#warning-" + number);
    say(statements, Tess.warning, node);
    statements.add(Triple.create(node, Rdf.type, Tess.Warning));
    statements.add(Triple.create(node, Sh.sourceShape, advice.shape()));
    statements.add(Triple.create(node, Tess.warningAbout, advice.about()));
    statements.add(
        Triple.create(
            node, Sh.resultMessage, NodeFactory.createLiteralLang(advice.message(), "en")));
    statements.add(Triple.create(node, Tess.warningCount, number(advice.times())));
    advice.examples().forEach(topic -> statements.add(Triple.create(node, Sh.focusNode, topic)));
  }

  private void problem(List<Triple> statements, int number, HarvestReport.Problem problem) {
    Node node = NodeFactory.createURI(run.getURI() + "#problem-" + number);
    say(statements, Tess.problem, node);
    statements.add(Triple.create(node, Rdf.type, Tess.Problem));
    text(statements, node, Tess.problemRecord, problem.record());
    text(statements, node, Tess.problemPlace, problem.place());
    text(statements, node, Tess.problemReason, problem.reason());
  }

  private static void text(List<Triple> statements, Node node, Node predicate, String text) {
    if (!text.isEmpty()) {
      statements.add(Triple.create(node, predicate, NodeFactory.createLiteralString(text)));
    }
  }

  private void say(List<Triple> statements, Node predicate, Node object) {
    statements.add(Triple.create(run, predicate, object));
  }

  private void count(List<Triple> statements, Node predicate, long count) {
    say(statements, predicate, number(count));
  }

  private static Node number(long count) {
    return NodeFactory.createLiteralDT(Long.toString(count), XSDDatatype.XSDinteger);
  }

  private static Node instant(Instant instant) {
    return NodeFactory.createLiteralDT(instant.toString(), XSDDatatype.XSDdateTime);
  }
}
