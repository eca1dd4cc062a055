namespace HourExchange.Console.Demo;

/// <summary>Whoever asks the services shows a token. In Development anybody has one; in Production people and programs that were let in do.</summary>
internal interface ICallerTokens
{
    /// <param name="subject">Who exactly; null: anybody of the institution in this role.</param>
    Task<string> Of(string institution, string role, string? subject);
}
