package org.tessera.sparql;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVisitorBase;
import org.apache.jena.sparql.algebra.OpWalker;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.algebra.op.OpUnfold;
import org.apache.jena.sparql.algebra.optimize.Optimize;
import org.apache.jena.sparql.algebra.optimize.Rewrite;
import org.apache.jena.sparql.algebra.optimize.RewriteFactory;
import org.apache.jena.sparql.expr.E_Call;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_StrConcat;
import org.apache.jena.sparql.expr.E_StrReplace;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprTransformCopy;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.RegexEngine;
import org.apache.jena.sparql.expr.nodevalue.NodeValueOps;
import org.apache.jena.sparql.util.Context;

/**
 * Makes a query one that this server can answer for: its {@code REGEX} and {@code REPLACE} can be
 * stopped, and it calls no other server and no function that could not be.
 *
 * <p>Works on the algebra, which is what is executed. Jena's transformation of the syntax would
 * leave out {@code EXISTS}, aggregates and all {@code HAVING} conditions but the first.
 */
final class SafeQuery {
  private static final String MATCHES = ARQConstants.fnPrefix + "matches";
  private static final String REPLACE = ARQConstants.fnPrefix + "replace";

  /**
   * The ends of the names of functions that call others by a name known at run time only, or that
   * sleep. Jena knows some under more than one namespace.
   */
  private static final List<String> OFF =
      List.of("/xpath-functions#apply", "/ARQ/function#eval", "/ARQ/function#wait");

  private SafeQuery() {}

  /**
   * Lets the queries of this context be safe ones. Their execution throws a {@link Refusal} if they
   * call another server, a Java class, or a function whose name is known at run time only.
   */
  static void only(Context context, RunningQuery running) {
    RewriteFactory standard = Optimize.getFactory();
    RewriteFactory safe =
        settings -> {
          Rewrite optimizer = standard.create(settings);
          return op -> optimizer.rewrite(safe(op, running));
        };
    context.set(ARQConstants.sysOptimizerFactory, safe);
  }

  private static Op safe(Op op, RunningQuery running) {
    return Transformer.transform(
        new TransformCopy(), new Replacement(running), op, new RefusedOperators(), null);
  }

  /**
   * Refused as a whole: {@code SERVICE SILENT} would make a refusal in execution an empty answer.
   */
  private static final class RefusedOperators extends OpVisitorBase {
    @Override
    public void visit(OpService service) {
      throw new Refusal(
          422, "SERVICE is off", "This endpoint asks no other endpoint. Leave SERVICE out.");
    }

    /** Jena's transformation does not reach its expression. */
    @Override
    public void visit(OpUnfold unfold) {
      throw new Refusal(422, "UNFOLD is off", "This endpoint knows no UNFOLD. Leave it out.");
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
        case E_Call call -> throw notAllowed("CALL");
        case E_Function named -> transform(named, args);
        default -> super.transform(function, args);
      };
    }

    /** Jena's walk calls no visitor on the operators of an {@code EXISTS} in an aggregate. */
    @Override
    public Expr transform(ExprFunctionOp exists, ExprList args, Op pattern) {
      OpWalker.walk(pattern, new RefusedOperators());
      return super.transform(exists, args, pattern);
    }

    private Expr transform(E_Function function, ExprList args) {
      String name = function.getFunctionIRI();
      if (OFF.stream().anyMatch(name::endsWith) || name.startsWith("java:")) {
        throw notAllowed("<" + name + ">");
      }
      // Of other numbers of arguments Jena says what is wrong.
      if (name.equals(MATCHES) && (args.size() == 2 || args.size() == 3)) {
        return new Regex(args, running);
      }
      if (name.equals(REPLACE) && (args.size() == 3 || args.size() == 4)) {
        return new Replace(args, running);
      }
      return super.transform(function, args);
    }

    private static Refusal notAllowed(String function) {
      return new Refusal(
          422, "Function not allowed", function + " is switched off. Write the query without it.");
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
