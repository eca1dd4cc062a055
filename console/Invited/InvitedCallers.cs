using System.Security.Cryptography;
using System.Text.Json;
using HourExchange.Client.Identity;
using HourExchange.Console.Demo;
using HourExchange.Contracts.Access;
using MimeKit;

namespace HourExchange.Console.Invited;

/// <summary>
/// Callers as Production has them, let in when they are first asked for: the operator by the one-time link, administrators and members by invitation,
/// and programs for what programs may do. Keys are turned, and agreements consented to, by persons alone. They are noted in <c>accounts.json</c>.
/// </summary>
internal sealed class InvitedCallers : ICallerTokens, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A token lives five minutes.
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(4);

    /// <summary>Roles in which a program does the work, and what it may do there.</summary>
    private static readonly Dictionary<string, string[]> ByPrograms = new()
    {
        [Roles.Registrar] = [Scopes.Read, Scopes.Lines],
        [Roles.Finance] = [Scopes.Read],
        [Roles.Auditor] = [Scopes.Read],
    };

    private readonly HouseAddresses _house;
    private readonly string _folder;
    private readonly SocketsHttpHandler _connections;
    private readonly List<Account> _accounts;
    private readonly Dictionary<Account, Browsing> _browsers = [];
    private readonly Dictionary<Account, (string Token, DateTimeOffset Until)> _tokens = [];

    public InvitedCallers(HouseAddresses house, string folder)
    {
        (_house, _folder, _connections) = (house, folder, house.Connect());
        _accounts = File.Exists(NoteOf(folder)) ? JsonSerializer.Deserialize<List<Account>>(File.ReadAllText(NoteOf(folder)))! : [];
    }

    public IEnumerable<Account> Accounts => _accounts;

    public void Dispose()
    {
        foreach (var browser in _browsers.Values)
        {
            browser.Dispose();
        }

        _connections.Dispose();
    }

    public async Task<string> Of(string institution, string role, string? subject) => await TokenOf(await Account(institution, role));

    /// <summary>A program in a role of persons: whatever it may read, it decides nothing.</summary>
    public async Task<string> OfProgram(string institution, string role, params string[] scopes) =>
        await TokenOf(_accounts.Find(one => one.IsProgram && one.Institution == institution && one.Role == role) ?? await MakeProgram(institution, role, scopes));

    /// <summary>The browser of somebody, signed in.</summary>
    public async Task<Browsing> Browser(string institution, string role) => await BrowserOf(await Account(institution, role));

    private static string NoteOf(string folder) => Path.Combine(folder, "accounts.json");

    private async Task<Account> Account(string institution, string role) =>
        _accounts.Find(one => one.IsProgram == ByPrograms.ContainsKey(role) && one.Institution == institution && one.Role == role)
        ?? (role == Roles.Operator ? await EnterByLink()
            : ByPrograms.TryGetValue(role, out var scopes) ? await MakeProgram(institution, role, scopes)
            : await EnterByInvitation(institution, role));

    private async Task<string> TokenOf(Account account)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (_tokens.TryGetValue(account, out var known) && known.Until > now)
        {
            return known.Token;
        }

        var token = account.IsProgram ? await AskAsProgram(account) : await (await BrowserOf(account)).Token();
        _tokens[account] = (token, now + TokenLifetime);
        return token;
    }

    private async Task<string> AskAsProgram(Account program)
    {
        using var http = new HttpClient(_connections, disposeHandler: false);
        return await Browsing.Ask(http, _house, new() { ["grant_type"] = "client_credentials", ["client_id"] = program.Name, ["client_secret"] = program.Secret });
    }

    private async Task<Browsing> BrowserOf(Account person)
    {
        if (!_browsers.TryGetValue(person, out var browser))
        {
            _browsers[person] = browser = new Browsing(_house);
            await browser.SignIn(person.Name, person.Secret);
        }

        return browser;
    }

    private Task<Account> EnterByLink()
    {
        var link = File.ReadAllText(Path.Combine(_folder, "operator-link")).Trim();
        return Enter(new Account(Roles.AnyInstitution, Roles.Operator, false, "operator@example.org", Password()), new Uri(link), asksForMail: true);
    }

    private async Task<Account> EnterByInvitation(string institution, string role)
    {
        var mail = $"{institution}-{role}@example.org".ToLowerInvariant();
        var inviting = role == Roles.Admin ? await Identity(Roles.AnyInstitution, Roles.Operator) : await Identity(institution, Roles.Admin);
        await inviting.InviteAsync(new() { Mail = mail, Role = role, Institution = institution });
        return await Enter(new Account(institution, role, false, mail, Password()), await LinkTo(mail), asksForMail: false);
    }

    private async Task<Account> Enter(Account account, Uri link, bool asksForMail)
    {
        var browser = new Browsing(_house);
        var page = await browser.Open(link);
        (string, string)[] fields = [("nom", "Zzqa Brevforg"), ("motdepasse", account.Secret)];
        var leads = await browser.Fill(page, "/invitation", asksForMail ? [("courriel", account.Name), .. fields] : fields);
        if (leads.Authority != _house.Portal.Authority)
        {
            throw new DemoException($"Who has accepted an invitation is led to {leads} instead of the portal.");
        }

        _browsers[account] = browser;
        return Note(account);
    }

    private async Task<Account> MakeProgram(string institution, string role, string[] scopes)
    {
        var made = (await (await Identity(institution, Roles.Admin)).MakeProgramAsync(new()
        {
            Name = $"Démonstration {role}",
            Role = role,
            Scopes = scopes,
            ExpiresOn = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(2),
        })).Result;
        return Note(new Account(institution, role, true, made.Program.ClientId, made.Secret));
    }

    private async Task<IdentityClient> Identity(string institution, string role)
    {
        var http = new HttpClient(_connections, disposeHandler: false) { BaseAddress = _house.SignIn };
        http.DefaultRequestHeaders.Authorization = new("Bearer", await Of(institution, role, null));
        return new IdentityClient(http);
    }

    /// <summary>Out of the mail: the provider tells it to nobody else.</summary>
    private async Task<Uri> LinkTo(string mail)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (TimeProvider.System.GetUtcNow() < until)
        {
            foreach (var file in Directory.Exists(_house.Mails) ? Directory.GetFiles(_house.Mails) : [])
            {
                var letter = await MimeMessage.LoadAsync(file);
                if (letter.To.Mailboxes.Any(box => box.Address == mail)
                    && letter.TextBody?.Split('\n').FirstOrDefault(line => line.StartsWith(_house.SignIn.ToString(), StringComparison.Ordinal)) is { } link)
                {
                    return new Uri(link.Trim());
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        throw new DemoException($"No mail to {mail} has come within {Patience.TotalSeconds:0} s.");
    }

    private Account Note(Account account)
    {
        _accounts.Add(account);
        File.WriteAllText(NoteOf(_folder), JsonSerializer.Serialize(_accounts));
        return account;
    }

    private static string Password() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
}
