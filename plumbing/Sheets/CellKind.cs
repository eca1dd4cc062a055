namespace HourExchange.Plumbing.Sheets;

/// <summary>What the cells of a column are, and so how each form of a table writes them.</summary>
public enum CellKind
{
    Text,

    /// <summary>Whole minutes, shown as h:mm.</summary>
    Minutes,

    /// <summary>A whole number of things.</summary>
    Count,

    /// <summary>Two decimals; the currency is the column's.</summary>
    Money,

    /// <summary>A decimal without trailing zeros.</summary>
    Quantity,

    /// <summary>0 to 1, shown in percent with one decimal. Never summed.</summary>
    Share,

    /// <summary>A calendar day.</summary>
    Day,
}
