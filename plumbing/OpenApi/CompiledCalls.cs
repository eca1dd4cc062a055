using System.Reflection;
using System.Reflection.Emit;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>
/// What a compiled method calls, makes or hands on (ECMA-335, III), and which constants stand where an argument is: the
/// evaluation stack is followed in the order of the code, and at a branch's target it is as high as where it was left.
/// </summary>
internal static class CompiledCalls
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <returns>For each call the constants that each argument may be: texts, and numbers.</returns>
    public static IEnumerable<(MethodBase Reached, IReadOnlyList<IReadOnlyList<object>> Arguments)> In(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        // At each height of the stack the constants that were put there; two where two branches meet.
        var stack = new List<List<object>>();
        var height = 0;
        var heightAt = new Dictionary<int, int>();
        for (var at = 0; at < code.Length;)
        {
            height = heightAt.GetValueOrDefault(at, height);
            var op = Codes[code[at] == 0xFE ? (short)(0xFE00 | code[at + 1]) : code[at]];
            var operand = at + op.Size;
            at = operand + SizeOf(op, code, operand);
            var called = Called(method, op, code, operand);
            var taken = op.StackBehaviourPop != StackBehaviour.Varpop ? Count(op.StackBehaviourPop)
                : called is null ? height
                : called.GetParameters().Length + (called.IsStatic || op == OpCodes.Newobj ? 0 : 1);
            var below = Math.Max(0, height - taken);
            if (called is not null)
            {
                // What is only handed on has no arguments yet.
                var arguments = op.StackBehaviourPop == StackBehaviour.Varpop ? called.GetParameters().Length : 0;
                yield return (called, [.. stack.Take(height).TakeLast(arguments).Select(constants => constants.ToList())]);
            }

            stack.Skip(below).Take(taken).ToList().ForEach(constants => constants.Clear());
            var put = op.StackBehaviourPush != StackBehaviour.Varpush ? Count(op.StackBehaviourPush)
                : op == OpCodes.Newobj || (called is MethodInfo { ReturnType: var type } && type != typeof(void)) ? 1 : 0;
            height = below + put;
            while (stack.Count < height)
            {
                stack.Add([]);
            }

            if (Constant(method, op, code, operand) is { } constant)
            {
                stack[height - 1].Add(constant);
            }

            foreach (var target in Targets(op, code, operand))
            {
                heightAt[at + target] = height;
            }
        }
    }

    private static MethodBase? Called(MethodBase method, OpCode op, byte[] code, int operand)
    {
        MethodBase Method() => method.Module.ResolveMethod(BitConverter.ToInt32(code, operand), TypeArguments(method), MethodArguments(method))!;
        return op.OperandType switch
        {
            OperandType.InlineMethod => Method(),
            // What a static field holds is made where its type begins.
            OperandType.InlineField when op == OpCodes.Ldsfld =>
                method.Module.ResolveField(BitConverter.ToInt32(code, operand), TypeArguments(method), MethodArguments(method))!.DeclaringType!.TypeInitializer,
            _ => null,
        };
    }

    private static IEnumerable<int> Targets(OpCode op, byte[] code, int operand) => op.OperandType switch
    {
        OperandType.ShortInlineBrTarget => [(sbyte)code[operand]],
        OperandType.InlineBrTarget => [BitConverter.ToInt32(code, operand)],
        OperandType.InlineSwitch => Enumerable.Range(1, BitConverter.ToInt32(code, operand)).Select(index => BitConverter.ToInt32(code, operand + (4 * index))),
        _ => [],
    };

    private static object? Constant(MethodBase method, OpCode op, byte[] code, int operand) =>
        op == OpCodes.Ldstr ? method.Module.ResolveString(BitConverter.ToInt32(code, operand))
        : op == OpCodes.Ldc_I4 ? BitConverter.ToInt32(code, operand)
        : op == OpCodes.Ldc_I4_S ? (int)(sbyte)code[operand]
        : null;

    private static Type[]? TypeArguments(MethodBase method) => method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;

    private static Type[]? MethodArguments(MethodBase method) => method.IsGenericMethod ? method.GetGenericArguments() : null;

    // Popi_popi is two, Pop0 none.
    private static int Count(StackBehaviour behaviour) =>
        behaviour.ToString() is var name && name[^1] == '0' ? 0 : name.Split('_').Length;

    private static int SizeOf(OpCode op, byte[] code, int operand) => op.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, operand)),
        _ => 4,
    };
}
