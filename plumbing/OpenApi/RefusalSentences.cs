using System.Reflection;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>
/// What is said under each code, read from the compiled code that says it: sentences with <c>{name}</c> for each value. Who makes
/// sentences of another language has code and values to make them of.
/// </summary>
internal static class RefusalSentences
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly string NotFound = Refusal.NotFound("{what}").Message;

    public static SortedDictionary<string, SortedSet<string>> Of(params IEnumerable<Assembly> assemblies)
    {
        var sentences = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var method in assemblies.SelectMany(assembly => assembly.GetTypes()).SelectMany(type => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))))
        {
            foreach (var (code, sentence) in SaidIn(method))
            {
                sentences.TryAdd(code, new SortedSet<string>(StringComparer.Ordinal));
                sentences[code].Add(sentence);
            }
        }

        return sentences;
    }

    /// <summary>A sentence is put together piece by piece, and then handed on behind its code.</summary>
    private static IEnumerable<(string Code, string Sentence)> SaidIn(MethodBase method)
    {
        var sentence = "";
        foreach (var (reached, arguments) in CompiledCalls.In(method))
        {
            if (reached.DeclaringType == typeof(Sentence))
            {
                var text = arguments.Count > 0 ? arguments[^1].OfType<string>().LastOrDefault() ?? "" : "";
                sentence = reached.Name switch
                {
                    nameof(Sentence.AppendLiteral) => sentence + text,
                    nameof(Sentence.AppendFormatted) => $"{sentence}{{{Sentence.NameOf(text) ?? text}}}",
                    "op_Implicit" when arguments.Count == 1 && text.Length > 0 => text,
                    _ => reached.IsConstructor ? "" : sentence,
                };
            }
            else if (RefusalCodes.CodesIn(reached, arguments) is { Count: > 0 } codes && (reached.Name == nameof(Refusal.NotFound) ? NotFound : sentence) is { Length: > 0 } said)
            {
                foreach (var code in codes)
                {
                    yield return (code, said);
                }

                sentence = "";
            }
        }
    }
}
