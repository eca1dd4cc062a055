using HourExchange.Plumbing;
using HourExchange.Plumbing.Tables;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>A fault of a stored row, as <see cref="RejectedRow"/> is written.</summary>
internal sealed record KeptFault(
    int Row, string Column, string Code, string Message, string? Value = null, IReadOnlyDictionary<string, string>? Values = null)
{
    /// <param name="faults">Those of a row, as JSON.</param>
    public static IEnumerable<RejectedRow> Read(string faults) =>
        StrictJson.Read<KeptFault[]>(faults).Select(kept => new RejectedRow(kept.Row, kept.Column, kept.Code, Sentence.As(kept.Message, kept.Values)) { Value = kept.Value });
}
