namespace HourExchange.Plumbing.Sheets;

/// <summary>One figure or text of a table; what it is, its column says.</summary>
/// <param name="Value">Null, <see cref="string"/>, <see cref="long"/> (minutes, counts), <see cref="decimal"/> (money, quantities, shares) or <see cref="DateOnly"/>.</param>
public readonly record struct Cell(object? Value)
{
    public static readonly Cell Empty = new(null);

    public static implicit operator Cell(string? text) => new(text);

    public static implicit operator Cell(long whole) => new(whole);

    public static implicit operator Cell(decimal number) => new(number);

    public static implicit operator Cell(DateOnly? day) => new(day);
}
