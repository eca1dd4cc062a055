using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;

namespace HourExchange.Portal.Agreements.Following;

/// <summary>What management records beside the terms: commitments and how they stand, actions, means; and places, which registrars count too.</summary>
public static class FollowingActs
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "engagements", "engagement", (form, house) => form.Send(house, (client, key, stopping) => client.RecordCommitmentAsync(
            form.Reference, new CommitmentRequest { Kind = form["genre"], Text = form["texte"], Domain = form.Text("domaine"), OwedBy = form.Text("qui"), State = form["etat"] }, key, stopping)));
        MapOne(routes, "engagements", "etat", (form, id, house) => form.Send(house, (client, key, stopping) =>
            client.ChangeCommitmentAsync(form.Reference, id, new CommitmentStateRequest { State = form["etat"] }, key, stopping)));
        MapOne(routes, "engagements", "remarque", (form, id, house) => form.Send(house, (client, key, stopping) =>
            client.RemarkOnCommitmentAsync(form.Reference, id, new RemarkRequest { Year = form["annee"], Text = form["texte"] }, key, stopping)));
        CommitteeActs.Map(routes);
        Map(routes, "mesures", "mesure", (form, house) =>
        {
            var due = form.Day("le");
            return form.Send(house, (client, key, stopping) => client.PlanActionAsync(
                form.Reference, new ActionRequest { Text = form["texte"], Responsible = form["qui"], DueOn = due, Meeting = Guid.TryParse(form["seance"], out var meeting) ? meeting : null }, key, stopping));
        });
        MapOne(routes, "mesures", "avancement", (form, id, house) => form.Send(house, (client, key, stopping) =>
            client.ChangeActionAsync(form.Reference, id, new ActionStateRequest { State = form["etat"], Remark = form.Text("texte") }, key, stopping)));
        Map(routes, "moyens", "moyen", (form, house) =>
        {
            var since = form.Day("depuis");
            DateOnly? until = form["jusque"].Length > 0 ? form.Day("jusque") : null;
            return form.Send(house, (client, key, stopping) => client.NoteMeansAsync(
                form.Reference, new MeansRequest { What = form["texte"], Institution = form["qui"], Since = since, Until = until }, key, stopping));
        });
        Map(routes, "places", "place", (form, house) =>
        {
            var places = form.Number("places");
            return form.Send(house, (client, key, stopping) => client.CountPlacementsAsync(
                form.Reference, new PlacementRequest { Year = form["annee"], Institution = form["qui"], Kind = form["genre"], Places = places }, key, stopping));
        }, Roles.Registrar, Roles.Management);
    }

    /// <param name="section">In the address, and where the page goes on.</param>
    /// <param name="name">Of the form.</param>
    internal static void Map(IEndpointRouteBuilder routes, string section, string name, Func<FollowingForm, House, Task<IResult>> act, params string[] roles)
    {
        routes.MapPost($"{AgreementPaths.List}/{{reference}}/{section}", (string reference, IFormCollection form, HttpContext http, House house) =>
            act(new FollowingForm(http, reference, name, section, form), house)).For(roles.Length == 0 ? [Roles.Management] : roles).Form();
        MapBack(routes, $"{AgreementPaths.List}/{{reference}}/{section}");
    }

    /// <summary>As <see cref="Map(IEndpointRouteBuilder, string, string, Func{FollowingForm, House, Task{IResult}}, string[])"/>, of one of many.</summary>
    internal static void MapOne(IEndpointRouteBuilder routes, string section, string name, Func<FollowingForm, Guid, House, Task<IResult>> act)
    {
        routes.MapPost($"{AgreementPaths.List}/{{reference}}/{section}/{{id:guid}}/{name}", (string reference, Guid id, IFormCollection form, HttpContext http, House house) =>
            act(new FollowingForm(http, reference, $"{name}-{id}", section, form), id, house)).For(Roles.Management).Form();
        MapBack(routes, $"{AgreementPaths.List}/{{reference}}/{section}/{{id:guid}}/{name}");
    }

    // Who asks for the address of a form gets the page on which it stands.
    private static void MapBack(IEndpointRouteBuilder routes, string path) =>
        routes.MapGet(path, (string reference) => Results.Redirect(AgreementPaths.Of(reference, AgreementPaths.Following))).For(Roles.Readers);
}
