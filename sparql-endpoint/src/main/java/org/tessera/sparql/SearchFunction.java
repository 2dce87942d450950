package org.tessera.sparql;

import java.util.Iterator;
import java.util.List;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.QueryBuildException;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.pfunction.PropFuncArg;
import org.apache.jena.sparql.pfunction.PropFuncArgType;
import org.apache.jena.sparql.pfunction.PropertyFunctionEval;
import org.apache.jena.sparql.pfunction.PropertyFunctionFactory;
import org.apache.jena.sparql.pfunction.PropertyFunctionRegistry;
import org.apache.jena.sparql.util.IterLib;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Tess;
import org.tessera.store.TextSearch;

/**
 * Full text in a query: {@code (?credential ?score) tess:search ("words" 20)}, or {@code
 * ?credential tess:search "words"}.
 */
final class SearchFunction extends PropertyFunctionEval {
  static final String IRI = Tess.NS + "search";
  private static final int DEFAULT_LIMIT = 1_000;
  private static final int MAX_LIMIT = 10_000;

  private final TextSearch index;

  private SearchFunction(TextSearch index) {
    super(PropFuncArgType.PF_ARG_EITHER, PropFuncArgType.PF_ARG_EITHER);
    this.index = index;
  }

  /**
   * Jena's property functions and this one, for the queries of one endpoint. Without those that a
   * query could not be taken off, that make texts of any length, or that load classes by name.
   */
  static PropertyFunctionRegistry registry(TextSearch index) {
    PropertyFunctionRegistry registry =
        new PropertyFunctionRegistry() {
          @Override
          public boolean manages(String uri) {
            return isRegistered(uri);
          }

          @Override
          public @Nullable PropertyFunctionFactory get(String uri) {
            return isRegistered(uri) ? super.get(uri) : null;
          }
        };
    PropertyFunctionRegistry standard = PropertyFunctionRegistry.get();
    Iterator<String> names = standard.keys();
    while (names.hasNext()) {
      String name = names.next();
      if (!name.endsWith("strSplit") && !name.endsWith("concat")) {
        registry.put(name, standard.get(name));
      }
    }
    registry.put(IRI, uri -> new SearchFunction(index));
    return registry;
  }

  @Override
  public void build(
      PropFuncArg subject, Node predicate, PropFuncArg object, ExecutionContext context) {
    super.build(subject, predicate, object, context);
    if (subject.isList() && (subject.getArgListSize() < 1 || subject.getArgListSize() > 2)) {
      throw new QueryBuildException(
          "tess:search: the subject is ?credential or (?credential ?score)");
    }
    if (object.isList() && (object.getArgListSize() < 1 || object.getArgListSize() > 2)) {
      throw new QueryBuildException("tess:search: the object is \"words\" or (\"words\" limit)");
    }
  }

  @Override
  public QueryIterator execEvaluated(
      Binding binding,
      PropFuncArg subject,
      Node predicate,
      PropFuncArg object,
      ExecutionContext context) {
    Node words = object.isList() ? object.getArg(0) : object.getArg();
    if (!words.isLiteral()) {
      return IterLib.noResults(context);
    }
    int limit =
        object.isList() && object.getArgListSize() == 2 ? limit(object.getArg(1)) : DEFAULT_LIMIT;
    Node topic = subject.isList() ? subject.getArg(0) : subject.getArg();
    List<TextSearch.Hit> hits = search(words.getLiteralLexicalForm(), limit);
    Iterator<Binding> answers =
        hits.stream()
            .filter(hit -> topic.isVariable() || topic.equals(hit.topic()))
            .map(hit -> answer(binding, subject, topic, hit))
            .iterator();
    return QueryIterPlainWrapper.create(answers, context);
  }

  private List<TextSearch.Hit> search(String words, int limit) {
    try {
      return index.search(words, limit);
    } catch (IllegalArgumentException e) {
      throw new QueryBuildException("tess:search: " + e.getMessage(), e);
    }
  }

  private static Binding answer(
      Binding binding, PropFuncArg subject, Node topic, TextSearch.Hit hit) {
    BindingBuilder builder = Binding.builder(binding);
    if (topic.isVariable()) {
      builder.add(Var.alloc(topic), hit.topic());
    }
    if (subject.isList() && subject.getArgListSize() == 2 && subject.getArg(1).isVariable()) {
      builder.add(
          Var.alloc(subject.getArg(1)),
          NodeFactory.createLiteralDT(Float.toString(hit.score()), XSDDatatype.XSDfloat));
    }
    return builder.build();
  }

  private static int limit(Node node) {
    if (node.isLiteral()
        && node.getLiteralValue() instanceof Number number
        && number.intValue() >= 1
        && number.intValue() <= MAX_LIMIT) {
      return number.intValue();
    }
    throw new QueryBuildException(
        "tess:search: the limit is a whole number from 1 to %,d".formatted(MAX_LIMIT));
  }
}
