package org.tessera.harvester;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.tessera.ontology.Rdf;

/**
 * Maps one record at a time with the triples maps of its input. Every triples map is applied to
 * every part that its iterator selects; a value that is missing makes no term, a term map without
 * terms makes no statement. Written for Tessera because a record must fail alone and by name
 * (decision 0301).
 */
final class RmlMapper implements Mapper {
  private final String baseIri;
  private final SourceDescriptor source;
  private final Map<String, List<TriplesMap>> byTable = new HashMap<>();

  RmlMapper(SourceDescriptor source, String baseIri, AuthorityCodes codes) {
    this.source = source;
    this.baseIri = baseIri;
    Functions functions = new Functions(new LookUpTables(source.folder()), codes);
    String place = "mappings/" + source.id() + "/mapping.rml.ttl";
    for (TriplesMap map :
        RmlLoader.load(source.folder().text("mapping.rml.ttl"), place, baseIri, functions)) {
      byTable.computeIfAbsent(map.table(), table -> new ArrayList<>()).add(map);
    }
    for (Input input : source.inputs()) {
      if (input.makesRecords() && !byTable.containsKey(input.tableName())) {
        throw new HarvestException(
            HarvestException.Category.MAPPING,
            place + ": no triples map has the rml:source \"" + input.tableName() + "\"");
      }
    }
  }

  @Override
  public Mapping map(HarvestedRecord record, MappingNotes notes) {
    Application application = new Application(record, notes);
    try {
      for (TriplesMap map : byTable.getOrDefault(record.input().tableName(), List.of())) {
        application.apply(map);
      }
      return new Mapped(new RecordGraphs(source, baseIri, record).writes(application.graphs));
    } catch (Unmappable e) {
      return new Failed(e.reason);
    }
  }

  @Override
  public Set<String> columns(Input input) {
    Set<String> columns = new LinkedHashSet<>();
    byTable.getOrDefault(input.tableName(), List.of()).stream()
        .filter(TriplesMap::columns)
        .flatMap(TriplesMap::references)
        .filter(reference -> !reference.startsWith("_"))
        .forEach(columns::add);
    return columns;
  }

  /** One record's way through the mapping. */
  private final class Application {
    private final HarvestedRecord record;
    private final MappingNotes notes;
    private final String recordIri;
    private final Set<Triple> own = new LinkedHashSet<>();
    private final Map<Node, Set<Triple>> graphs = new LinkedHashMap<>();
    private final Map<Boolean, RecordView> views = new HashMap<>();

    Application(HarvestedRecord record, MappingNotes notes) {
      this.record = record;
      this.notes = notes;
      this.recordIri = RecordGraphs.iri(record, baseIri, source.id());
      Node recordGraph =
          NodeFactory.createURI(baseIri + "record/" + source.id() + "/" + record.localId());
      graphs.put(recordGraph, own);
    }

    void apply(TriplesMap map) {
      RecordView root = views.computeIfAbsent(map.columns(), this::view);
      int position = 0;
      for (RecordView view : root.iterate(map.iterator())) {
        position++;
        apply(map, new Scope(view, position, map.name()));
      }
    }

    private RecordView view(boolean columns) {
      return switch (record.content()) {
        case Content.Tree tree -> JsonView.of(tree.node(), columns);
        case Content.Xml xml -> XmlView.of(xml.element());
      };
    }

    private void apply(TriplesMap map, Scope scope) {
      for (Node subject : terms(map.subject(), scope)) {
        Set<Triple> statements = own;
        if (map.graph().isPresent()) {
          List<Node> names = terms(map.graph().get(), scope);
          if (names.isEmpty()) {
            continue;
          }
          statements = graphs.computeIfAbsent(names.get(0), name -> new LinkedHashSet<>());
        }
        for (Node type : map.classes()) {
          statements.add(Triple.create(subject, Rdf.type, type));
        }
        for (TriplesMap.PredicateObject pair : map.predicateObjects()) {
          for (TermMap predicateMap : pair.predicates()) {
            for (Node predicate : terms(predicateMap, scope)) {
              for (TermMap objectMap : pair.objects()) {
                for (Node object : terms(objectMap, scope)) {
                  statements.add(Triple.create(subject, predicate, object));
                }
              }
            }
          }
        }
      }
    }

    private List<Node> terms(TermMap map, Scope scope) {
      if (map.expression() instanceof TermMap.Constant constant) {
        return List.of(constant.node());
      }
      boolean iri = map.kind() == TermMap.Kind.IRI;
      List<Node> terms = new ArrayList<>();
      List<Value> values = values(map.expression(), scope, iri);
      String language = "";
      if (!values.isEmpty() && map.language().isPresent()) {
        List<Value> tags = values(map.language().get(), scope, false);
        language = tags.isEmpty() ? "und" : tags.get(0).text();
      }
      for (Value value : values) {
        terms.add(iri ? iri(value.text(), scope) : literal(value, map, language, scope));
      }
      return terms;
    }

    private Node iri(String text, Scope scope) {
      String absolute = text;
      if (text.startsWith("#")) {
        absolute = recordIri + text;
      } else if (text.indexOf(':') < 0) {
        absolute = recordIri.substring(0, recordIri.lastIndexOf('/') + 1) + text;
      }
      if (!Iris.isAbsolute(absolute)) {
        throw new Unmappable(
            scope.map
                + ": \""
                + text
                + "\" is no IRI; an absolute IRI without blanks would be right");
      }
      return NodeFactory.createURI(absolute);
    }

    private Node literal(Value value, TermMap map, String language, Scope scope) {
      if (map.datatype().isPresent()) {
        var datatype = TypeMapper.getInstance().getSafeTypeByName(map.datatype().get());
        if (!datatype.isValid(value.text())) {
          throw new Unmappable(
              scope.map
                  + ": \""
                  + value.text()
                  + "\" is no "
                  + datatype.getURI().replaceAll(".*#", "xsd:"));
        }
        return NodeFactory.createLiteralDT(value.text(), datatype);
      }
      if (!language.isEmpty()) {
        return NodeFactory.createLiteralLang(value.text(), language);
      }
      return value.datatype() == null
          ? NodeFactory.createLiteralString(value.text())
          : NodeFactory.createLiteralDT(value.text(), value.datatype());
    }

    private List<Value> values(TermMap.Expression expression, Scope scope, boolean encode) {
      return switch (expression) {
        case TermMap.Constant constant ->
            List.of(
                Value.text(
                    constant.node().isLiteral()
                        ? constant.node().getLiteralLexicalForm()
                        : constant.node().getURI()));
        case TermMap.Reference reference -> scope.values(reference.reference());
        case TermMap.Template template -> fill(template, scope, encode);
        case TermMap.Call call -> {
          Map<String, List<String>> arguments = new HashMap<>();
          call.inputs()
              .forEach((parameter, inputs) -> {
                List<String> given = new ArrayList<>();
                for (TermMap.Expression input : inputs) {
                  values(input, scope, false).forEach(value -> given.add(value.text()));
                }
                arguments.put(parameter, given);
              });
          List<Value> results = new ArrayList<>();
          for (String result : call.function().apply(arguments, notes)) {
            results.add(Value.text(result));
          }
          yield results;
        }
      };
    }

    /** Several values of one reference make several texts; every combination where it is two. */
    private List<Value> fill(TermMap.Template template, Scope scope, boolean encode) {
      List<String> texts = List.of(template.parts().get(0));
      for (int i = 0; i < template.references().size(); i++) {
        String reference = template.references().get(i);
        List<Value> values = scope.values(reference);
        boolean raw = !encode || reference.equals("_iri");
        List<String> longer = new ArrayList<>();
        for (String text : texts) {
          for (Value value : values) {
            longer.add(
                text
                    + (raw ? value.text() : Iris.encode(value.text()))
                    + template.parts().get(i + 1));
          }
        }
        texts = longer;
      }
      return texts.stream().map(Value::text).toList();
    }

    /** A part of the record, its position, and who asks. */
    private final class Scope {
      private final RecordView view;
      private final int position;
      private final String map;

      Scope(RecordView view, int position, String map) {
        this.view = view;
        this.position = position;
        this.map = map;
      }

      List<Value> values(String reference) {
        return switch (reference) {
          case "_iri" -> List.of(Value.text(recordIri));
          case "_id" -> List.of(Value.text(record.localId()));
          case "_n" -> List.of(Value.text(Integer.toString(position)));
          default -> view.values(reference);
        };
      }
    }
  }

  /** This record cannot be mapped; the message says why. */
  static final class Unmappable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Unmappable(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }
}
