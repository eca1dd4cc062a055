using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using HourExchange.Words.Reading;

namespace HourExchange.Words;

/// <summary>
/// What a refusal says to people, made of its code and values: what happened, then what to do. A code may have several wordings,
/// <c>code</c> and <c>code/value+value</c>: of those whose values are all there, the one that puts in most is taken.
/// <c>{date:day}</c>, <c>{minutes:hours}</c> and <c>{quantity:number}</c> are written as the language writes them, others as they came.
/// </summary>
public sealed partial class RefusalWording
{
    private const string Unknown = "unknown";
    private const string NotFound = "not-found";

    private static readonly ConcurrentDictionary<string, RefusalWording> InLanguages = new();

    private readonly Spelling _spelling;
    private readonly ILookup<string, Said> _said;

    private RefusalWording(Spelling spelling)
    {
        _spelling = spelling;
        _said = Wording.Of("Refusals", spelling.Language).All.ToLookup(
            entry => entry.Code.Split('/')[0],
            entry => new Said(entry.Words, [.. Places().Matches(entry.Words).Select(place => place.Groups[1].Value).Distinct()]));
    }

    /// <param name="language">BCP 47; one that is not written is read in French.</param>
    public static RefusalWording Of(string? language)
    {
        var spelling = Spelling.Of(language);
        return InLanguages.GetOrAdd(spelling.Language, _ => new RefusalWording(spelling));
    }

    /// <param name="code">As a problem has it. Of a code that is not known here, as a newer service may have, it is said in general, with the code.</param>
    /// <param name="values">As a problem has them: dates yyyy-MM-dd, numbers with a point. Those of no wording stay unsaid.</param>
    public string Sentence(string code, IReadOnlyDictionary<string, string>? values = null)
    {
        if (Find(code, values) is { } said)
        {
            return Fill(said.Words, name => values![name]);
        }

        return code.EndsWith($"-{NotFound}", StringComparison.Ordinal)
            ? Find(NotFound, null)!.Words
            : Fill(_said[Unknown].Single().Words, _ => code);
    }

    private Said? Find(string code, IReadOnlyDictionary<string, string>? values) => _said[code]
        .Where(said => said.Values.All(name => values?.ContainsKey(name) == true))
        .MaxBy(said => said.Values.Count);

    private string Fill(string words, Func<string, string> valueOf) =>
        Places().Replace(words, place => Written(valueOf(place.Groups[1].Value), place.Groups[2].Value));

    private string Written(string value, string form) => form switch
    {
        "day" when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => _spelling.Day(day),
        "hours" when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minutes) => Spelling.Hours(minutes),
        "number" when decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) =>
            _spelling.Quantity(number),
        // What has no form, or not the one that was foreseen, is better than nothing.
        _ => value,
    };

    [GeneratedRegex(@"\{(\w+)(?::(\w+))?\}")]
    private static partial Regex Places();

    /// <param name="Values">The names of what is put in, each once.</param>
    private sealed record Said(string Words, IReadOnlyList<string> Values);
}
