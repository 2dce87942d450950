package org.tessera.sparql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVisitorBase;
import org.apache.jena.sparql.algebra.OpWalker;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.algebra.op.OpUnfold;
import org.apache.jena.sparql.algebra.optimize.Optimize;
import org.apache.jena.sparql.algebra.optimize.Rewrite;
import org.apache.jena.sparql.algebra.optimize.RewriteFactory;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.E_Call;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_StrConcat;
import org.apache.jena.sparql.expr.E_StrReplace;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprTransformCopy;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.RegexEngine;
import org.apache.jena.sparql.expr.aggregate.Accumulator;
import org.apache.jena.sparql.expr.aggregate.AccumulatorExpr;
import org.apache.jena.sparql.expr.aggregate.AggGroupConcat;
import org.apache.jena.sparql.expr.aggregate.AggGroupConcatDistinct;
import org.apache.jena.sparql.expr.aggregate.Aggregator;
import org.apache.jena.sparql.expr.nodevalue.NodeValueOps;
import org.apache.jena.sparql.expr.nodevalue.XSDFuncOp;
import org.apache.jena.sparql.function.FunctionEnv;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;

/**
 * Makes a query one that this server can answer for: its {@code REGEX} and {@code REPLACE} can be
 * stopped, it makes no endless text, and it calls no other server and no function that could not be
 * stopped.
 *
 * <p>Works on the algebra, which is what is executed. Jena's transformation of the syntax would
 * leave out {@code EXISTS}, aggregates and all {@code HAVING} conditions but the first.
 */
final class SafeQuery {
  private static final String MATCHES = ARQConstants.fnPrefix + "matches";
  private static final String REPLACE = ARQConstants.fnPrefix + "replace";

  private static final String CONCAT = ARQConstants.fnPrefix + "concat";

  /** A longer text would take the heap in one allocation, which no guard could foresee. */
  private static final int MAX_LENGTH = 1 << 24;

  /**
   * The ends of the names of functions that call others by a name known at run time only, that
   * sleep, or that make texts of any length. Jena knows some under more than one namespace.
   */
  private static final List<String> OFF =
      List.of(
          "/xpath-functions#apply",
          "/ARQ/function#eval",
          "/ARQ/function#wait",
          "/ARQ/function#sprintf",
          "/ARQ/function#strjoin");

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
        new BoundedGroups(running), new Replacement(running), op, new RefusedOperators(), null);
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
        case E_StrConcat concat -> new Concat(args, XSDFuncOp::strConcat, running);
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
      if (name.equals(CONCAT)) {
        return new Concat(args, XSDFuncOp::fnConcat, running);
      }
      return super.transform(function, args);
    }

    private static Refusal notAllowed(String function) {
      return new Refusal(
          422, "Function not allowed", function + " is switched off. Write the query without it.");
    }
  }

  private static void checkLength(String function, long length, RunningQuery running) {
    if (length > MAX_LENGTH) {
      running.stop(
          new Refusal(
              422,
              "Text too long",
              "%s made a text of more than %,d characters.".formatted(function, MAX_LENGTH)));
      throw new QueryCancelledException();
    }
  }

  private static final class Concat extends ExprFunctionN {
    private final Function<List<NodeValue>, NodeValue> join;
    private final RunningQuery running;

    Concat(ExprList args, Function<List<NodeValue>, NodeValue> join, RunningQuery running) {
      super("concat", args);
      this.join = join;
      this.running = running;
    }

    @Override
    public NodeValue eval(List<NodeValue> args) {
      long length = args.stream().mapToLong(text -> text.asString().length()).sum();
      checkLength("CONCAT", length, running);
      return join.apply(args);
    }

    @Override
    public Expr copy(ExprList newArgs) {
      return new Concat(newArgs, join, running);
    }
  }

  private static final class BoundedGroups extends TransformCopy {
    private final RunningQuery running;

    BoundedGroups(RunningQuery running) {
      this.running = running;
    }

    @Override
    public Op transform(OpGroup group, Op input) {
      List<ExprAggregator> aggregators = new ArrayList<>();
      for (ExprAggregator aggregator : group.getAggregators()) {
        aggregators.add(
            new ExprAggregator(aggregator.getVar(), bounded(aggregator.getAggregator())));
      }
      return OpGroup.create(input, group.getGroupVars(), aggregators);
    }

    private Aggregator bounded(Aggregator aggregator) {
      return switch (aggregator) {
        case AggGroupConcat all ->
            new GroupConcat(all.getExprList().get(0), all.getSeparator(), running);
        case AggGroupConcatDistinct distinct ->
            new GroupConcatDistinct(
                distinct.getExprList().get(0), distinct.getSeparator(), running);
        default -> aggregator;
      };
    }
  }

  private static final class GroupConcat extends AggGroupConcat {
    private final RunningQuery running;

    GroupConcat(Expr text, @Nullable String separator, RunningQuery running) {
      super(text, separator);
      this.running = running;
    }

    @Override
    public Aggregator copy(ExprList texts) {
      return new GroupConcat(texts.get(0), getSeparator(), running);
    }

    @Override
    public Accumulator createAccumulator() {
      return new JoinedTexts(getExpr(), getSeparator(), false, running);
    }
  }

  private static final class GroupConcatDistinct extends AggGroupConcatDistinct {
    private final RunningQuery running;

    GroupConcatDistinct(Expr text, @Nullable String separator, RunningQuery running) {
      super(text, separator);
      this.running = running;
    }

    @Override
    public Aggregator copy(ExprList texts) {
      return new GroupConcatDistinct(texts.get(0), getSeparator(), running);
    }

    @Override
    public Accumulator createAccumulator() {
      return new JoinedTexts(getExpr(), getSeparator(), true, running);
    }
  }

  private static final class JoinedTexts extends AccumulatorExpr {
    private final StringBuilder joined = new StringBuilder();
    private final String separator;
    private final RunningQuery running;

    JoinedTexts(Expr text, @Nullable String separator, boolean distinct, RunningQuery running) {
      super(text, distinct);
      this.separator = separator == null ? " " : separator;
      this.running = running;
    }

    @Override
    protected void accumulate(NodeValue value, Binding binding, FunctionEnv env) {
      String text = value.asString();
      checkLength(
          "GROUP_CONCAT", (long) joined.length() + separator.length() + text.length(), running);
      if (getAccCount() > 0) {
        joined.append(separator);
      }
      joined.append(text);
    }

    @Override
    protected void accumulateError(Binding binding, FunctionEnv env) {}

    @Override
    protected NodeValue getAccValue() {
      return NodeValue.makeString(joined.toString());
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
            replaceAll(matcher(args.get(0), args.get(1), flags(args, 3)), string(args.get(2)));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new ExprEvalException("REPLACE: " + e.getMessage());
      }
      String language = args.get(0).asNode().getLiteralLanguage();
      return language.isEmpty()
          ? NodeValue.makeString(replaced)
          : NodeValue.makeLangString(replaced, language);
    }

    /** As the matcher's own, but it looks at the length before each step, not after the last. */
    private String replaceAll(Matcher matcher, String replacement) {
      long references = replacement.chars().filter(c -> c == '$').count();
      StringBuilder text = new StringBuilder();
      while (matcher.find()) {
        int longest =
            IntStream.rangeClosed(0, matcher.groupCount())
                .map(group -> matcher.end(group) - matcher.start(group))
                .max()
                .orElse(0);
        checkLength(
            "REPLACE", text.length() + replacement.length() + references * longest, running);
        matcher.appendReplacement(text, replacement);
      }
      return matcher.appendTail(text).toString();
    }

    @Override
    public Expr copy(ExprList newArgs) {
      return new Replace(newArgs, running);
    }
  }
}
