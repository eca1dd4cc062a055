namespace HourExchange.Plumbing.Sheets;

/// <summary>A column of a table.</summary>
/// <param name="Code">Stable, for programs: camelCase.</param>
/// <param name="Name">As people read it, in their language.</param>
/// <param name="Summed">Whether subtotals and the total have its sum: minutes, counts and money alone.</param>
/// <param name="Currency">ISO 4217, of money.</param>
public sealed record Column(string Code, string Name, CellKind Kind = CellKind.Text, bool Summed = false, string? Currency = null)
{
    /// <summary>Part of a query that names the figures of this column where they are explained, completed by <see cref="Row.Ask"/>; null: nobody explains them.</summary>
    public string? Ask { get; init; }

    /// <summary>Files have it, what people read has not: it says again what stands beside it. Never the first column, which names the sums.</summary>
    public bool IsForPrograms { get; init; }

    /// <summary>Figures that are written as text, each in its own unit, stand right as numbers do.</summary>
    public bool StandsRight { get; init; }

    /// <summary>Numbers stand right.</summary>
    public bool IsNumber => Kind is not (CellKind.Text or CellKind.Day);

    /// <summary>The name as it stands above figures without a currency of their own.</summary>
    public string NameWithCurrency => Currency is null || Name.Contains(Currency, StringComparison.Ordinal) ? Name : $"{Name} {Currency}";
}
