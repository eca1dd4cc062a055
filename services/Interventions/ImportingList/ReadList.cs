using HourExchange.Interventions.Domain;

namespace HourExchange.Interventions.ImportingList;

/// <summary>What a file holds: rows that could be read, and faults. A file that is no list at all has one fault and no rows.</summary>
/// <param name="ColumnNames">How the file calls each field of a line, for later faults.</param>
public sealed record ReadList(IReadOnlyList<ListRow> Rows, IReadOnlyList<RejectedRow> Rejected, IReadOnlyDictionary<ListColumn, string> ColumnNames)
{
    /// <summary>Code of the fault that makes the whole file unreadable, or null.</summary>
    public string? FileFault { get; init; }

    public static ReadList Unreadable(int row, string column, string code, string message) =>
        new([], [new RejectedRow(row, column, code, message)], new Dictionary<ListColumn, string>()) { FileFault = code };

    /// <summary>A rule's fault as the person who wrote the file sees it.</summary>
    public RejectedRow Reject(int row, LineFault fault) =>
        new(row, Enum.TryParse<ListColumn>(fault.Field, ignoreCase: true, out var column) ? ColumnNames.GetValueOrDefault(column, fault.Field) : fault.Field, fault.Code, fault.Message);
}
