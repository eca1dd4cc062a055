using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HourExchange.Portal.Agreements.Recording;

/// <summary>How people type what the terms hold in a stricter form. What cannot be read is sent as it was typed: the service says what is wrong with it.</summary>
public static partial class TermCode
{
    /// <summary>A code made of a name: <c>Évaluation sur site</c> is <c>evaluation-sur-site</c>.</summary>
    public static string Of(string name)
    {
        var letters = name.ToLowerInvariant().Replace("œ", "oe", StringComparison.Ordinal).Replace("ß", "ss", StringComparison.Ordinal).Normalize(NormalizationForm.FormD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark);
        return Other().Replace(string.Concat(letters), "-").Trim('-');
    }

    /// <summary>A decimal with its point and without marks of thousands: <c>1’145,50</c> is <c>1145.50</c>.</summary>
    public static string Decimal(string typed) => string.Concat(typed.Where(letter => letter is not ('\'' or '’' or ' ' or '\u00A0' or '\u202F'))).Replace(',', '.');

    /// <summary>A rational: <c>1,5</c> is <c>3/2</c>.</summary>
    public static string Rational(string typed)
    {
        var text = string.Concat(typed.Where(letter => !char.IsWhiteSpace(letter)));
        if (Fraction().Match(text) is not { Success: true } fraction)
        {
            return text;
        }

        var places = fraction.Groups["part"].Length;
        var denominator = (int)Math.Pow(10, places);
        var numerator = (int.Parse(fraction.Groups["whole"].Value, CultureInfo.InvariantCulture) * denominator) + int.Parse(fraction.Groups["part"].Value, CultureInfo.InvariantCulture);
        var common = (int)System.Numerics.BigInteger.GreatestCommonDivisor(numerator, denominator);
        return denominator == common ? $"{numerator / common}" : $"{numerator / common}/{denominator / common}";
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Other();

    [GeneratedRegex(@"\A(?<whole>[0-9]{1,3})[.,](?<part>[0-9]{1,3})\z")]
    private static partial Regex Fraction();
}
