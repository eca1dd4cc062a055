using HourExchange.Interventions.Documents.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Interventions.Documents.Reading;

/// <summary>A document, without its content.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Number">In the order of attaching, from 1.</param>
/// <param name="Title">As it was attached under first.</param>
/// <param name="MediaType">Of the file.</param>
/// <param name="SizeBytes">Of the file, in bytes.</param>
/// <param name="Hash">SHA-256 of the content in lower-case hexadecimal.</param>
/// <param name="State">Whether it was withdrawn.</param>
/// <param name="AttachedBy">Code of the institution whose management attached it, and may withdraw it.</param>
/// <param name="Withdrawal">Who withdrew it, when and why; null where nobody did.</param>
/// <param name="Acts">What the caller may do with it now.</param>
public sealed record DocumentView(
    Guid Id, int Number, string Title, string MediaType, int SizeBytes, string Hash,
    [property: KnownValues(typeof(DocumentLife), nameof(DocumentLife.States))] string State, string AttachedBy, WithdrawalView? Withdrawal,
    [property: KnownValues("withdraw")] IReadOnlyList<string> Acts);

/// <summary>That a document was withdrawn.</summary>
/// <param name="Subject">Who withdrew it, by pseudonym; of the institution that had attached it.</param>
/// <param name="At">When; UTC.</param>
/// <param name="Reason">Why.</param>
public sealed record WithdrawalView(string Subject, DateTime At, string Reason);
