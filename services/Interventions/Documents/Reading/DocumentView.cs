namespace HourExchange.Interventions.Documents.Reading;

/// <summary>An attached document, without its content.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Number">In the order of attaching, from 1.</param>
/// <param name="Title">As it was attached under first.</param>
/// <param name="MediaType">Of the file.</param>
/// <param name="SizeBytes">Of the file, in bytes.</param>
/// <param name="Hash">SHA-256 of the content in lower-case hexadecimal.</param>
public sealed record DocumentView(Guid Id, int Number, string Title, string MediaType, int SizeBytes, string Hash);
