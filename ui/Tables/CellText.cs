using HourExchange.Plumbing.Sheets;
using HourExchange.Words.Reading;

namespace HourExchange.Ui.Tables;

/// <summary>A cell as people of a language read it.</summary>
public sealed class CellText(Spelling spelling)
{
    /// <returns>Empty where nothing stands.</returns>
    public string Of(Column column, object? value) => (column.Kind, value) switch
    {
        (_, null) => "",
        (_, string text) => text,
        (CellKind.Minutes, long minutes) => Spelling.Hours(minutes),
        (_, long whole) => Spelling.Count(whole),
        (CellKind.Money, decimal amount) => spelling.Amount(amount),
        (CellKind.Share, decimal share) => spelling.Share(share),
        (_, decimal quantity) => spelling.Quantity(quantity),
        (_, DateOnly day) => spelling.Day(day),
        _ => throw new InvalidOperationException($"{value.GetType().Name} is nothing that a cell holds."),
    };
}
