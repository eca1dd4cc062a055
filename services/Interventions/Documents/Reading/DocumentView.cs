namespace HourExchange.Interventions.Documents.Reading;

/// <summary>An attached document, without its content.</summary>
/// <param name="Hash">SHA-256 of the content in lower-case hexadecimal.</param>
public sealed record DocumentView(Guid Id, int Number, string Title, string MediaType, int SizeBytes, string Hash);
