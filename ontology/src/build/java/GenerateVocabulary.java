import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sys.JenaSystem;

/** Writes one Java class of constants for each namespace of the ontology's Turtle files. */
public class GenerateVocabulary {
  private static final List<String> FILES = List.of("tessera.ttl", "external.ttl");

  public static void main(String[] args) throws IOException {
    JenaSystem.init();
    Path turtle = Path.of(args[0]);
    Path out = Path.of(args[1]).resolve("org/tessera/ontology");
    Files.createDirectories(out);
    for (Map.Entry<String, TreeSet<String>> vocabulary : termsByPrefix(turtle).entrySet()) {
      String prefix = vocabulary.getKey().substring(0, vocabulary.getKey().indexOf(' '));
      String namespace = vocabulary.getKey().substring(prefix.length() + 1);
      String className = className(prefix);
      Files.writeString(
          out.resolve(className + ".java"), source(className, namespace, vocabulary.getValue()));
    }
  }

  private static Map<String, TreeSet<String>> termsByPrefix(Path turtle) {
    Map<String, TreeSet<String>> terms = new TreeMap<>();
    for (String file : FILES) {
      Graph graph = RDFDataMgr.loadGraph(turtle.resolve(file).toUri().toString());
      Map<String, String> prefixes = graph.getPrefixMapping().getNsPrefixMap();
      graph
          .find()
          .forEachRemaining(triple -> {
            Node subject = triple.getSubject();
            if (!subject.isURI()) {
              return;
            }
            prefixes.forEach((prefix, namespace) -> {
              String iri = subject.getURI();
              if (iri.startsWith(namespace)
                  && iri.substring(namespace.length()).matches("[A-Za-z][A-Za-z0-9_-]*")) {
                terms
                    .computeIfAbsent(prefix + " " + namespace, key -> new TreeSet<>())
                    .add(iri.substring(namespace.length()));
              }
            });
          });
    }
    return terms;
  }

  private static String className(String prefix) {
    StringBuilder name = new StringBuilder();
    for (String part : prefix.split("-")) {
      name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
    }
    return name.toString();
  }

  private static String source(String className, String namespace, TreeSet<String> terms) {
    StringBuilder java = new StringBuilder();
    java.append("package org.tessera.ontology;\n\nimport org.apache.jena.graph.Node;\n");
    java.append(
        "import org.apache.jena.graph.NodeFactory;\nimport org.apache.jena.sys.JenaSystem;\n\n");
    java.append("/** Terms of ").append(namespace).append(", generated from the ontology. */\n");
    java.append("public final class ").append(className).append(" {\n");
    java.append("  public static final String NS = \"").append(namespace).append("\";\n\n");
    java.append("  static {\n    JenaSystem.init();\n  }\n\n");
    for (String term : terms) {
      java.append("  public static final Node ").append(identifier(term));
      java.append(" = NodeFactory.createURI(NS + \"").append(term).append("\");\n");
    }
    java.append("\n  private ").append(className).append("() {}\n}\n");
    return java.toString();
  }

  private static String identifier(String term) {
    String name = term.replace('-', '_');
    return javax.lang.model.SourceVersion.isKeyword(name) ? name + "_" : name;
  }
}
