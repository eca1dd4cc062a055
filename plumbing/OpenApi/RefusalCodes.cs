using System.Reflection;
using System.Runtime.CompilerServices;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>
/// The codes that an operation may refuse with, by status: read from the compiled code that its handler can reach, so that
/// no list can be forgotten. A code that only some way of calling reaches is listed too.
/// </summary>
internal static class RefusalCodes
{
    private const string Ours = nameof(HourExchange) + ".";

    public static SortedDictionary<int, SortedSet<string>> Of(IEnumerable<MethodInfo> handlers, params Type[] except)
    {
        var codes = new SortedDictionary<int, SortedSet<string>>();
        var known = new HashSet<(Module, int)>();
        var waiting = new Stack<MethodBase>(handlers);
        while (waiting.TryPop(out var method))
        {
            if (!IsOurs(method) || except.Contains(Outermost(method.DeclaringType!)) || method.IsDefined(typeof(ForeseesRefusalsAttribute)) || !known.Add((method.Module, method.MetadataToken)))
            {
                continue;
            }

            if (method.GetCustomAttribute<StateMachineAttribute>() is { } machine)
            {
                waiting.Push(machine.StateMachineType.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic)!);
            }

            foreach (var (reached, arguments) in CompiledCalls.In(method))
            {
                waiting.Push(reached);
                if (CodesIn(reached, arguments) is { Count: > 0 } said)
                {
                    var kind = reached.DeclaringType == typeof(Refusal) ? KindOf(reached, arguments)!.Value : RefusalKind.Invalid;
                    codes.TryAdd((int)kind, new SortedSet<string>(StringComparer.Ordinal));
                    codes[(int)kind].UnionWith(said);
                }
            }
        }

        return codes;
    }

    /// <summary>The codes under which a call refuses, or notes a fault.</summary>
    internal static IReadOnlyList<string> CodesIn(MethodBase reached, IReadOnlyList<IReadOnlyList<object>> arguments)
    {
        if (reached.DeclaringType == typeof(Refusal))
        {
            return arguments.Count == 0 || KindOf(reached, arguments) is not { } kind ? []
                : [.. arguments[reached.IsConstructor ? 1 : 0].OfType<string>().Select(text => kind == RefusalKind.NotFound && !reached.IsConstructor ? $"{text}-not-found" : text)];
        }

        return PlaceOfCode(reached) is { } place && place < arguments.Count ? [.. arguments[place].OfType<string>()] : [];
    }

    /// <summary>A fault of a field or a row is made of, among others, its code and then its sentence.</summary>
    private static int? PlaceOfCode(MethodBase reached) =>
        IsOurs(reached) && reached.DeclaringType != typeof(Refusal)
            && reached.GetParameters() is var parameters && Array.FindIndex(parameters, parameter => parameter.Name?.ToLowerInvariant() == "code") is >= 0 and var place
            && place + 1 < parameters.Length && parameters[place + 1].ParameterType == typeof(Sentence)
            ? place
            : null;

    private static RefusalKind? KindOf(MethodBase reached, IReadOnlyList<IReadOnlyList<object>> arguments) =>
        reached is ConstructorInfo && arguments.Count == 3 ? arguments[0].OfType<int>().Select(kind => (RefusalKind?)kind).FirstOrDefault()
        : Enum.TryParse<RefusalKind>(reached.Name, out var kind) ? kind
        : null;

    private static bool IsOurs(MethodBase method) => method.Module.Assembly.GetName().Name!.StartsWith(Ours, StringComparison.Ordinal);

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
