package io.vectrail.policy.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.io.Serial;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A condition in CEL (cel.dev) on a request, an input, and what was found in it. Compiled once; what one evaluation may cost is
 * bounded. Thread-safe.
 */
public final class When {

    /** Iterations of all comprehensions of one evaluation, nested ones multiplied. */
    private static final int MOST_ITERATIONS = 10_000;

    private static final int MOST_LENGTH = 4096;
    private static final int MOST_DEPTH = 50;

    /** Instructions of a regular expression: one match of a long text takes milliseconds. */
    private static final int MOST_REGEX = 1000;

    /** What each variable has. */
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "caller", Set.of("subject", "groups", "client", "address"),
            "request", Set.of("connection", "provider", "operation", "model", "bytes", "inputs"),
            "item", Set.of("index", "characters", "tokens"),
            "risk", Set.of("score", "level"));

    /** What each of the detections has. */
    private static final Set<String> OF_DETECTION = Set.of("type", "score");

    /** Numbers are compared whether they are whole or not: {@code risk.score >= 80} says what it seems to. */
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .maxExpressionCodePointSize(MOST_LENGTH)
            .maxParseRecursionDepth(MOST_DEPTH)
            .maxRegexProgramSize(MOST_REGEX)
            .build();

    private static final MapType FREE = MapType.create(SimpleType.STRING, SimpleType.DYN);

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("caller", FREE)
            .addVar("request", FREE)
            .addVar("item", FREE)
            .addVar("risk", FREE)
            .addVar("detections", ListType.create(FREE))
            .setResultType(SimpleType.BOOL)
            .build();

    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    private final CelRuntime.Program program;
    private final boolean asksForDetections;
    private final boolean asksForRisk;

    private When(CelRuntime.Program program, boolean asksForDetections, boolean asksForRisk) {
        this.program = program;
        this.asksForDetections = asksForDetections;
        this.asksForRisk = asksForRisk;
    }

    /** @throws IllegalArgumentException when it is no condition, or asks for what there is not */
    static When of(String expression) {
        try {
            CelAbstractSyntaxTree tree = COMPILER.compile(expression).getAst();
            CelNavigableAst.fromAst(tree).getRoot().allNodes().forEach(node -> check(node.expr()));
            return new When(RUNTIME.createProgram(tree), asksFor("detections", tree), asksFor("risk", tree));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException(reason(e), e);
        }
    }

    /** Of a compiler's messages the first, without the name that it gives to a text that has none. */
    private static String reason(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse("cannot be read")
                .replaceFirst("^ERROR: <input>:", "line and character ");
    }

    private static boolean asksFor(String variable, CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .anyMatch(expression -> expression.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
                        && expression.ident().name().equals(variable));
    }

    /** Whether it asks for what was found, so that all types are looked for. */
    boolean asksForDetections() {
        return asksForDetections;
    }

    /** Whether it asks how risky the caller is. */
    boolean asksForRisk() {
        return asksForRisk;
    }

    private static void check(CelExpr expression) {
        if (expression.exprKind().getKind() != CelExpr.ExprKind.Kind.SELECT) {
            return;
        }
        CelExpr operand = expression.select().operand();
        String variable = operand.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
                ? operand.ident().name()
                : "";
        Set<String> known = FIELDS.getOrDefault(variable, OF_DETECTION);
        if (!known.contains(expression.select().field())) {
            throw new IllegalArgumentException(
                    "there is no " + variable + "." + expression.select().field() + "; there are "
                            + known.stream().sorted().toList());
        }
    }

    /**
     * Ends an evaluation. Where CEL asks whether any of several holds it passes over exceptions, and goes on; an error ends it.
     */
    private static final class Late extends Error {

        @Serial
        private static final long serialVersionUID = 1;

        Late() {
            super("no time is left", null, false, false);
        }
    }

    /**
     * Whether it holds.
     *
     * @param variables by name, as {@link #FIELDS} has them, and detections
     * @param late asked after each step: whether no time is left
     * @throws CannotBeEvaluatedException when it fails, costs more than it may, or no time is left
     */
    public boolean holds(Map<String, Object> variables, BooleanSupplier late) throws CannotBeEvaluatedException {
        try {
            Object result = program.trace(variables, (step, value) -> {
                if (late.getAsBoolean()) {
                    throw new Late();
                }
            });
            if (result instanceof Boolean answer) {
                return answer;
            }
            throw new CannotBeEvaluatedException("its condition is neither true nor false");
        } catch (Late e) {
            throw new CannotBeEvaluatedException("the conditions of this request took too long");
        } catch (CelEvaluationException e) {
            // Its words may quote what was compared.
            throw new CannotBeEvaluatedException("its condition failed, or cost more than it may");
        }
    }
}
