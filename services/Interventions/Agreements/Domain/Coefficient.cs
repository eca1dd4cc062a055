namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>
/// By how much a nature's taught minutes are credited: a rational above zero, so that 2/3 stays 2/3.
/// Numerator and denominator are 1 to 1000 (docs/domain.md, Arithmetic).
/// </summary>
public readonly record struct Coefficient
{
    private const int Limit = 1000;

    private Coefficient(int numerator, int denominator)
    {
        Numerator = numerator;
        Denominator = denominator;
    }

    public static Coefficient One { get; } = new(1, 1);

    public int Numerator { get; }

    public int Denominator { get; }

    /// <summary>Reads <c>3/2</c> or <c>1</c>.</summary>
    public static bool TryParse(string text, out Coefficient coefficient)
    {
        coefficient = default;
        var parts = text.Split('/');
        if (parts.Length is not (1 or 2) || !Part(parts[0], out var numerator) || !Part(parts.Length == 2 ? parts[1] : "1", out var denominator))
        {
            return false;
        }

        coefficient = new Coefficient(numerator, denominator);
        return true;
    }

    /// <summary>round half up (taught × numerator / denominator), in minutes. May be 0, which a line refuses.</summary>
    public int Credit(int taughtMinutes) => ((2 * taughtMinutes * Numerator) + Denominator) / (2 * Denominator);

    public override string ToString() => Denominator == 1 ? $"{Numerator}" : $"{Numerator}/{Denominator}";

    private static bool Part(string text, out int value) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, null, out value) && value is >= 1 and <= Limit && text.All(char.IsAsciiDigit);
}
