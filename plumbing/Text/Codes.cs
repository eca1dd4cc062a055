using System.Text.RegularExpressions;

namespace HourExchange.Plumbing.Text;

/// <summary>
/// What a code may look like. Codes travel into account names, addresses and files, so they hold no colon, semicolon,
/// control character or double space.
/// </summary>
public static partial class Codes
{
    /// <summary>Institutions and agreements, which stand in addresses: 1 to 40 letters, digits, points, hyphens, underscores.</summary>
    public static bool IsIdentifier(string? code) => code is not null && Identifier().IsMatch(code);

    /// <summary>Natures, domains, units, contributors, references: 1 to 80 letters and digits of any script, and - _ . ' / + with single spaces between. Composed (Unicode NFC): É is one code, however it was typed.</summary>
    public static bool IsTerm(string? code) => code is not null && code.Length <= 80 && Term().IsMatch(code) && code.IsNormalized();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,39}\z")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\A[\p{L}\p{M}\p{N}\-_.'’/+·]+( [\p{L}\p{M}\p{N}\-_.'’/+·]+)*\z")]
    private static partial Regex Term();
}
