namespace HourExchange.Console.Invited;

/// <summary>Somebody who was let in: a person by an invitation, or a program by an administrator.</summary>
/// <param name="Name">Of a person the mail address, of a program its client id.</param>
/// <param name="Secret">The password, or the program's secret.</param>
internal sealed record Account(string Institution, string Role, bool IsProgram, string Name, string Secret);
