namespace UpperBack.Contracts;

/// <summary>The roles a member can hold; everybody with an account holds <see cref="Member"/>.</summary>
public static class Roles
{
    /// <summary>Joins classes, keeps a streak.</summary>
    public const string Member = "member";

    /// <summary>Leads classes: plans series, runs the room.</summary>
    public const string Instructor = "instructor";

    /// <summary>Watches coached seats and sends form notes.</summary>
    public const string Coach = "coach";

    /// <summary>Keeps the community civil.</summary>
    public const string Moderator = "moderator";

    /// <summary>Grants roles; may do what every other role may.</summary>
    public const string Admin = "admin";

    /// <summary>All roles, in rising order of reach.</summary>
    public static readonly IReadOnlyList<string> All = [Member, Coach, Moderator, Instructor, Admin];
}
