package org.tessera.sparql;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_StrConcat;
import org.apache.jena.sparql.expr.E_StrReplace;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprTransformCopy;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.RegexEngine;
import org.apache.jena.sparql.expr.nodevalue.NodeValueOps;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementService;
import org.apache.jena.sparql.syntax.syntaxtransform.ElementTransformCopyBase;
import org.apache.jena.sparql.syntax.syntaxtransform.QueryTransformOps;

/**
 * Makes a query one that this server can answer for: its {@code REGEX} and {@code REPLACE} can be
 * stopped, and it calls no other server and no Java class.
 */
final class SafeQuery {
  private SafeQuery() {}

  /**
   * The same query, whose regular expressions end when it is stopped.
   *
   * @throws Refusal if it calls another server or a Java class
   */
  static Query of(Query query, RunningQuery running) {
    return QueryTransformOps.transform(query, new NoService(), new Replacement(running));
  }

  /**
   * Refused as a whole: {@code SERVICE SILENT} would make a refusal in execution an empty answer.
   */
  private static final class NoService extends ElementTransformCopyBase {
    @Override
    public Element transform(ElementService element, Node service, Element pattern) {
      throw new Refusal(
          422, "SERVICE is off", "This endpoint asks no other endpoint. Leave SERVICE out.");
    }
  }

  private static final class Replacement extends ExprTransformCopy {
    private final RunningQuery running;

    Replacement(RunningQuery running) {
      this.running = running;
    }

    @Override
    public Expr transform(ExprFunctionN function, ExprList args) {
      return switch (function) {
        case E_Regex regex -> new Regex(args, running);
        case E_StrReplace replace -> new Replace(args, running);
        case E_StrConcat concat -> new Concat(args, running);
        case E_Function named
            when named.getFunctionIRI().equals(ARQConstants.fnPrefix + "matches") ->
            new Regex(args, running);
        case E_Function named
            when named.getFunctionIRI().equals(ARQConstants.fnPrefix + "replace") ->
            new Replace(args, running);
        case E_Function named when named.getFunctionIRI().startsWith("java:") ->
            throw new Refusal(
                422,
                "Function not allowed",
                "Functions loaded from Java classes are switched off.");
        default -> super.transform(function, args);
      };
    }
  }

  /**
   * {@code CONCAT} that ends the query before a text that doubles at each step takes the heap in
   * one allocation, which no guard could foresee.
   */
  private static final class Concat extends E_StrConcat {
    private static final int MAX_LENGTH = 1 << 24;

    private final RunningQuery running;

    Concat(ExprList args, RunningQuery running) {
      super(args);
      this.running = running;
    }

    @Override
    public NodeValue eval(List<NodeValue> args) {
      long length = 0;
      for (NodeValue text : args) {
        length += text.asString().length();
      }
      if (length > MAX_LENGTH) {
        running.stop(
            new Refusal(
                422,
                "Text too long",
                "CONCAT made a text of more than %,d characters.".formatted(MAX_LENGTH)));
        throw new QueryCancelledException();
      }
      return super.eval(args);
    }

    @Override
    public Expr copy(ExprList newArgs) {
      return new Concat(newArgs, running);
    }
  }

  /** A function with a pattern and flags, compiled once where they are constant. */
  private abstract static class PatternFunction extends ExprFunctionN {
    final RunningQuery running;
    private String compiledFrom = "";
    private Pattern compiled = Pattern.compile("");

    PatternFunction(String name, ExprList args, RunningQuery running) {
      super(name, args);
      this.running = running;
    }

    Matcher matcher(NodeValue text, NodeValue pattern, String flags) {
      String source = string(pattern);
      String key = flags + "/" + source;
      if (!key.equals(compiledFrom)) {
        compiled = RegexEngine.makePattern(getFunctionSymbol().getSymbol(), source, flags);
        compiledFrom = key;
      }
      return compiled.matcher(new CancellableText(string(text), running.cancelSignal()));
    }

    final String string(NodeValue value) {
      return NodeValueOps.checkAndGetStringLiteral(getFunctionSymbol().getSymbol(), value)
          .getLiteralLexicalForm();
    }

    final String flags(List<NodeValue> args, int index) {
      return args.size() > index ? string(args.get(index)) : "";
    }
  }

  private static final class Regex extends PatternFunction {
    Regex(ExprList args, RunningQuery running) {
      super("regex", args, running);
    }

    @Override
    public NodeValue eval(List<NodeValue> args) {
      return NodeValue.booleanReturn(matcher(args.get(0), args.get(1), flags(args, 2)).find());
    }

    @Override
    public Expr copy(ExprList newArgs) {
      return new Regex(newArgs, running);
    }
  }

  private static final class Replace extends PatternFunction {
    Replace(ExprList args, RunningQuery running) {
      super("replace", args, running);
    }

    @Override
    public NodeValue eval(List<NodeValue> args) {
      String replaced;
      try {
        replaced =
            matcher(args.get(0), args.get(1), flags(args, 3)).replaceAll(string(args.get(2)));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new ExprEvalException("REPLACE: " + e.getMessage());
      }
      String language = args.get(0).asNode().getLiteralLanguage();
      return language.isEmpty()
          ? NodeValue.makeString(replaced)
          : NodeValue.makeLangString(replaced, language);
    }

    @Override
    public Expr copy(ExprList newArgs) {
      return new Replace(newArgs, running);
    }
  }
}
