using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Accounts;
using HourExchange.Portal.Accounts.Balances;
using HourExchange.Portal.Accounts.Nettings;
using HourExchange.Portal.Accounts.Proposals;
using HourExchange.Portal.Accounts.Reconciliations;
using HourExchange.Portal.Accounts.Statements;
using HourExchange.Portal.Accounts.YearEnds;
using HourExchange.Portal.Administration.Institutions;
using HourExchange.Portal.Administration.Members;
using HourExchange.Portal.Administration.Programs;
using HourExchange.Portal.Administration.Providers;
using HourExchange.Portal.Agreements.Acting;
using HourExchange.Portal.Agreements.Following;
using HourExchange.Portal.Agreements.Listing;
using HourExchange.Portal.Agreements.Reading;
using HourExchange.Portal.Agreements.Recording;
using HourExchange.Portal.Contributors;
using HourExchange.Portal.Help;
using HourExchange.Portal.Interventions.Acting;
using HourExchange.Portal.Interventions.Changing;
using HourExchange.Portal.Interventions.Importing;
using HourExchange.Portal.Interventions.Listing;
using HourExchange.Portal.Interventions.ProposedChanges;
using HourExchange.Portal.Interventions.Reading;
using HourExchange.Portal.Interventions.Registering;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Portal.ToDo;
using HourExchange.Portal.YearlyReports.Built;
using HourExchange.Portal.YearlyReports.Comments;
using HourExchange.Portal.YearlyReports.Explaining;
using HourExchange.Portal.YearlyReports.Figures;
using HourExchange.Portal.YearlyReports.Files;
using HourExchange.Portal.YearlyReports.FollowUp;
using HourExchange.Portal.YearlyReports.Overview;
using HourExchange.Portal.YearlyReports.Result;

namespace HourExchange.Portal;

/// <summary>Every page of the portal.</summary>
public static class PortalPages
{
    public static void Map(WebApplication app)
    {
        // It keeps nothing that could fail: who does not answer is told on the pages.
        app.MapGet("/health/live", () => Results.Ok(new { status = "live" })).AllowAnonymous();
        app.MapGet("/health/ready", () => Results.Ok(new { status = "ready" })).AllowAnonymous();
        AssetsEndpoint.Map(app);
        LanguageEndpoint.Map(app, "/");
        RoleEndpoint.Map(app);
        SignedOutEndpoint.Map(app);
        HomeEndpoint.Map(app);
        HelpEndpoint.Map(app);
        ToDoEndpoint.Map(app);
        ConfirmManyEndpoint.Map(app);
        ResultEndpoint.Map(app);
        RequestsEndpoint.Map(app);
        ListEndpoint.Map(app);
        RegisterEndpoint.Map(app);
        LineEndpoint.Map(app);
        ActEndpoint.Map(app);
        ChangeEndpoint.Map(app);
        ChangesEndpoint.Map(app);
        ImportEndpoint.Map(app);
        TemplateEndpoint.Map(app);
        StoredEndpoint.Map(app);
        FaultyRowsEndpoint.Map(app);
        DescribeEndpoint.Map(app);
        ContributorsEndpoint.Map(app);
        ContributorEndpoint.Map(app);
        CalendarsEndpoint.Map(app);
        BooksEndpoint.Map(app);
        BookEndpoint.Map(app);
        AccountFilesEndpoint.Map(app);
        StatementEndpoint.Map(app);
        YearEndEndpoint.Map(app);
        EmptyYearsEndpoint.Map(app);
        ProposalsEndpoint.Map(app);
        ReconciliationsEndpoint.Map(app);
        ReconciliationEndpoint.Map(app);
        NettingsEndpoint.Map(app);
        NettingEndpoint.Map(app);
        YearlyReports.Listing.ListEndpoint.Map(app);
        YearlyReportEndpoint.Map(app);
        ApproveEndpoint.Map(app);
        FiguresEndpoint.Map(app);
        FollowUpEndpoint.Map(app);
        CommentsEndpoint.Map(app);
        NothingToReportEndpoint.Map(app);
        ExplainEndpoint.Map(app);
        OverviewEndpoint.Map(app);
        BuiltEndpoint.Map(app);
        FilesEndpoint.Map(app);
        AgreementsEndpoint.Map(app);
        NewAgreementEndpoint.Map(app);
        AgreementEndpoint.Map(app);
        AmendEndpoint.Map(app);
        AgreementActEndpoint.Map(app);
        FollowingEndpoint.Map(app);
        InstitutionsEndpoint.Map(app);
        MembersEndpoint.Map(app);
        MemberEndpoint.Map(app);
        ProgramsEndpoint.Map(app);
        ProvidersEndpoint.Map(app);
    }
}
