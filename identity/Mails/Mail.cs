namespace HourExchange.Identity.Mails;

/// <summary>A mail to one address, as text.</summary>
/// <param name="Sent">Done when it has been handed over; null: nobody needs to know.</param>
internal sealed record Mail(string To, string Subject, string Text, Func<Task>? Sent = null);
