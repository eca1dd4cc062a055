namespace HourExchange.Verifier;

/// <summary>Whether the book holds together, and a sentence that says so or names the first wrong line.</summary>
public sealed record Verdict(bool IsGood, string Sentence)
{
    internal static Verdict Wrong(long line, string why) => new(false, $"line {line}: {why}");
}
