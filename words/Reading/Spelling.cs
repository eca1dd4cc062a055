using System.Globalization;

namespace HourExchange.Words.Reading;

/// <summary>
/// How people of a language read values, after the design kit's README, "Numbers". Hours are <c>h:mm</c> without leading zero or thousands
/// mark, a minus is U+2212 and joined to its figure, and what belongs together is joined by a no-break space.
/// </summary>
public sealed class Spelling
{
    private const char Minus = '\u2212';
    private const string NoBreak = "\u00A0";

    private static readonly Spelling French = new("fr-CH", ",", "\u2019", "dd'.'MM'.'yyyy", "MM'.'yyyy") { AmountSign = "." };

    private static readonly Spelling[] All =
    [
        French,
        new("fr-FR", ",", NoBreak, "dd'/'MM'/'yyyy", "MM'/'yyyy"),
        new("de-CH", ".", "\u2019", "dd'.'MM'.'yyyy", "MM'.'yyyy"),
        new("en", ".", ",", $"d'{NoBreak}'MMM'{NoBreak}'yyyy", $"MMM'{NoBreak}'yyyy") { CurrencyFirst = true, ShareSign = "%" },
    ];

    private readonly string _day, _month;
    private readonly NumberFormatInfo _amounts, _numbers;

    private Spelling(string language, string decimalSign, string thousands, string day, string month)
    {
        (Language, _day, _month) = (language, day, month);
        _numbers = new NumberFormatInfo { NumberDecimalSeparator = decimalSign, NegativeSign = Minus.ToString() };
        _amounts = new NumberFormatInfo { NumberDecimalSeparator = decimalSign, NumberGroupSeparator = thousands, NegativeSign = Minus.ToString() };
    }

    /// <summary>BCP 47: fr-CH, fr-FR, de-CH or en.</summary>
    public string Language { get; }

    /// <summary>Money in Switzerland has a point where quantities have a comma.</summary>
    private string AmountSign { init => _amounts.NumberDecimalSeparator = value; }

    private bool CurrencyFirst { get; init; }

    private string ShareSign { get; init; } = NoBreak + "%";

    /// <summary>The language itself, else another one of the same words, else French as in Switzerland.</summary>
    /// <param name="language">BCP 47, as <c>de-AT</c>; case does not matter.</param>
    public static Spelling Of(string? language) =>
        All.FirstOrDefault(known => known.Language.Equals(language, StringComparison.OrdinalIgnoreCase))
        ?? All.FirstOrDefault(known => known.Language[..2].Equals(language?.Split('-')[0], StringComparison.OrdinalIgnoreCase))
        ?? French;

    /// <summary><c>226:39</c>, <c>−0:25</c>.</summary>
    public static string Hours(long minutes)
    {
        var whole = minutes < 0 ? 0UL - (ulong)minutes : (ulong)minutes;
        return string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? "\u2212" : "")}{whole / 60}:{whole % 60:00}");
    }

    /// <summary>A difference: <c>+26:15</c>, <c>−4:50</c>, <c>0:00</c>.</summary>
    public static string SignedHours(long minutes) => minutes > 0 ? "+" + Hours(minutes) : Hours(minutes);

    /// <summary>A whole number of things, without thousands mark: <c>1234</c>.</summary>
    public static string Count(long things) => things.ToString(CultureInfo.InvariantCulture).Replace('-', Minus);

    /// <summary><c>06.10.2016</c>, <c>06/10/2016</c>, <c>6 Oct 2016</c>.</summary>
    public string Day(DateOnly day) => day.ToString(_day, CultureInfo.InvariantCulture);

    /// <summary><c>10.2016</c>, <c>10/2016</c>, <c>Oct 2016</c>.</summary>
    public string Month(DateOnly day) => day.ToString(_month, CultureInfo.InvariantCulture);

    /// <summary>Where the currency stands elsewhere: <c>8’860.58</c>.</summary>
    public string Amount(decimal amount) => amount.ToString("#,##0.00", _amounts);

    /// <summary><c>8’860.58 CHF</c>, <c>8 860,58 EUR</c>, <c>CHF 8,860.58</c>.</summary>
    /// <param name="currency">ISO 4217.</param>
    public string Money(decimal amount, string currency) =>
        CurrencyFirst ? currency + NoBreak + Amount(amount) : Amount(amount) + NoBreak + currency;

    /// <summary>Without zeros at its end: <c>1,5</c>.</summary>
    public string Quantity(decimal quantity) => quantity.ToString("0.############################", _numbers);

    /// <summary>In percent with one decimal, rounded half away from zero: <c>16,7 %</c>.</summary>
    /// <param name="share">0 to 1.</param>
    public string Share(decimal share) => decimal.Round(share * 100, 1, MidpointRounding.AwayFromZero).ToString("0.0", _numbers) + ShareSign;
}
