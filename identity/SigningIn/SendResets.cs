using System.Text;
using System.Threading.Channels;
using HourExchange.Identity.Keeping;
using HourExchange.Identity.Mails;
using HourExchange.Words;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;

namespace HourExchange.Identity.SigningIn;

/// <summary>
/// Addresses whose password is forgotten. The page has answered before anybody looks whether there is an account: how long it takes tells nothing.
/// </summary>
internal sealed class ForgottenAddresses
{
    private const int Limit = 1_000;

    private readonly Channel<string> _waiting = Channel.CreateBounded<string>(new BoundedChannelOptions(Limit) { FullMode = BoundedChannelFullMode.DropWrite });

    public ChannelReader<string> Waiting => _waiting.Reader;

    /// <summary>Where too many wait it is forgotten, and asked for again.</summary>
    public void Add(string address) => _waiting.Writer.TryWrite(address);
}

/// <summary>Looks for their accounts, and mails a link to those that are there.</summary>
internal sealed partial class SendResets(ForgottenAddresses forgotten, MailQueue mails, IdentitySettings settings, IServiceScopeFactory scopes, ILogger<SendResets> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var address in forgotten.Waiting.ReadAllAsync(stoppingToken))
        {
            try
            {
                await Send(address);
            }
            catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
            {
                DatabaseAway();
            }
        }
    }

    private async Task Send(string address)
    {
        await using var scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        if (await people.FindByEmailAsync(address) is not { } person)
        {
            return;
        }

        var token = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(await people.GeneratePasswordResetTokenAsync(person)));
        var words = Wording.Of("Identity", person.Language);
        mails.Add(new Mail(person.Email!, words["Forgotten.mail.subject"], words.Format("Forgotten.mail", settings.Link($"{ResetEndpoint.Path}?person={person.Id}&jeton={token}"))));
    }

    [LoggerMessage(LogLevel.Warning, "The database could not be asked for the account of a forgotten password; its person asks again")]
    private partial void DatabaseAway();
}
