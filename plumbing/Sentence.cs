using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace HourExchange.Plumbing;

/// <summary>
/// What a refusal says, in English for developers, and each value in it under its name: of code and values any language makes its own
/// sentence. Written as an interpolated text; a value is called as the last word of its expression is, <c>{entry.Domain}</c> domain and
/// <c>{EntryLimit}</c> limit.
/// </summary>
[InterpolatedStringHandler]
public sealed partial class Sentence : IEquatable<Sentence>
{
    // Most sentences are offered to a rule that is not broken: what is not read costs no more than its object.
    private readonly string _plain;
    private readonly StringBuilder? _text;
    private Dictionary<string, string>? _values;

    public Sentence(int literalLength, int formattedCount) : this("") => _text = new StringBuilder(literalLength + (8 * formattedCount));

    /// <param name="broken">Whether the rule is broken: else nobody reads the sentence, and it is not made.</param>
    public Sentence(int literalLength, int formattedCount, bool broken, out bool isRead) : this("")
    {
        isRead = broken;
        _text = broken ? new StringBuilder(literalLength + (8 * formattedCount)) : null;
    }

    private Sentence(string text) => _plain = text;

    public string Text => _text?.ToString() ?? _plain;

    /// <summary>As the text has them: dates yyyy-MM-dd, numbers with a point. Null where it has none.</summary>
    public IReadOnlyDictionary<string, string>? Values => _values;

    /// <summary>As it was said before and kept.</summary>
    public static Sentence As(string text, IReadOnlyDictionary<string, string>? values) => new(text) { _values = values?.ToDictionary() };

    public void AppendLiteral(string literal) => _text!.Append(literal);

    public void AppendFormatted<T>(T value, [CallerArgumentExpression(nameof(value))] string expression = "") =>
        Append(value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", expression);

    public void AppendFormatted(IFormattable? value, string format, [CallerArgumentExpression(nameof(value))] string expression = "") =>
        Append(value?.ToString(format, CultureInfo.InvariantCulture) ?? "", expression);

    /// <param name="expression">In C#.</param>
    /// <returns>Null where it ends in no name.</returns>
    public static string? NameOf(string expression) => LastWord().Match(expression) is { Success: true } word
        ? word.Groups[1].Value.EndsWith("Limit", StringComparison.OrdinalIgnoreCase) ? "limit" : char.ToLowerInvariant(word.Groups[1].Value[0]) + word.Groups[1].Value[1..]
        : null;

    public bool Equals(Sentence? other) => other?.Text == Text;

    public override bool Equals(object? obj) => obj is Sentence other && Equals(other);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    public static implicit operator Sentence(string text) => new(text);

    public static implicit operator string(Sentence sentence) => sentence.Text;

    private void Append(string value, string expression)
    {
        _text!.Append(value);
        (_values ??= [])[NameOf(expression) ?? "value"] = value;
    }

    [GeneratedRegex(@"^[\w.!?\[\]()]*?_?([A-Za-z]\w*)!?$")]
    private static partial Regex LastWord();
}
