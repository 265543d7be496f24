import {
  ApartmentOutlined, AppstoreOutlined, AuditOutlined, BankOutlined, BarChartOutlined, BellOutlined, BookOutlined,
  BranchesOutlined, BulbOutlined, CalendarOutlined, CarOutlined, CheckCircleOutlined, CheckSquareOutlined,
  ClockCircleOutlined, CloseCircleOutlined, CommentOutlined, ContactsOutlined, ControlOutlined, CustomerServiceOutlined,
  DashboardOutlined, DeleteOutlined, DollarOutlined, DotChartOutlined, DownCircleOutlined, EditOutlined, EnvironmentOutlined,
  FieldTimeOutlined, FileDoneOutlined, FileOutlined, FileTextOutlined, FlagOutlined, FontSizeOutlined, ForkOutlined,
  FormOutlined, FunctionOutlined, FundOutlined, FunnelPlotOutlined, GiftOutlined, GlobalOutlined, HeartOutlined,
  HeatMapOutlined, HomeOutlined, HourglassOutlined, IdcardOutlined, InboxOutlined, LineChartOutlined, LinkOutlined,
  MailOutlined, MergeCellsOutlined, MessageOutlined, MobileOutlined, NodeIndexOutlined, NumberOutlined,
  PaperClipOutlined, PercentageOutlined, PhoneOutlined, PieChartOutlined, PlayCircleOutlined, PlusCircleOutlined,
  PlusSquareOutlined, ProfileOutlined, ProjectOutlined, QuestionCircleOutlined, RadarChartOutlined, ReadOutlined,
  RetweetOutlined, RiseOutlined, RocketOutlined, SafetyOutlined, ScheduleOutlined, SendOutlined, SettingOutlined,
  ShopOutlined, ShoppingCartOutlined, ShoppingOutlined, SolutionOutlined, SplitCellsOutlined, StarOutlined, StopOutlined,
  SwapOutlined, SyncOutlined, TableOutlined, TagOutlined, TagsOutlined, TeamOutlined, ThunderboltOutlined, ToolOutlined,
  TransactionOutlined, TrophyOutlined, UnorderedListOutlined, UserAddOutlined, UserOutlined, UserSwitchOutlined,
  WalletOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';

/** The product's icon set. Named in definitions by the component's name, with or without `Outlined`, in any case. */
const icons = {
  ApartmentOutlined, AppstoreOutlined, AuditOutlined, BankOutlined, BarChartOutlined, BellOutlined, BookOutlined,
  BranchesOutlined, BulbOutlined, CalendarOutlined, CarOutlined, CheckCircleOutlined, CheckSquareOutlined,
  ClockCircleOutlined, CloseCircleOutlined, CommentOutlined, ContactsOutlined, ControlOutlined, CustomerServiceOutlined,
  DashboardOutlined, DeleteOutlined, DollarOutlined, DotChartOutlined, DownCircleOutlined, EditOutlined, EnvironmentOutlined,
  FieldTimeOutlined, FileDoneOutlined, FileOutlined, FileTextOutlined, FlagOutlined, FontSizeOutlined, ForkOutlined,
  FormOutlined, FunctionOutlined, FundOutlined, FunnelPlotOutlined, GiftOutlined, GlobalOutlined, HeartOutlined,
  HeatMapOutlined, HomeOutlined, HourglassOutlined, IdcardOutlined, InboxOutlined, LineChartOutlined, LinkOutlined,
  MailOutlined, MergeCellsOutlined, MessageOutlined, MobileOutlined, NodeIndexOutlined, NumberOutlined,
  PaperClipOutlined, PercentageOutlined, PhoneOutlined, PieChartOutlined, PlayCircleOutlined, PlusCircleOutlined,
  PlusSquareOutlined, ProfileOutlined, ProjectOutlined, QuestionCircleOutlined, RadarChartOutlined, ReadOutlined,
  RetweetOutlined, RiseOutlined, RocketOutlined, SafetyOutlined, ScheduleOutlined, SendOutlined, SettingOutlined,
  ShopOutlined, ShoppingCartOutlined, ShoppingOutlined, SolutionOutlined, SplitCellsOutlined, StarOutlined, StopOutlined,
  SwapOutlined, SyncOutlined, TableOutlined, TagOutlined, TagsOutlined, TeamOutlined, ThunderboltOutlined, ToolOutlined,
  TransactionOutlined, TrophyOutlined, UnorderedListOutlined, UserAddOutlined, UserOutlined, UserSwitchOutlined,
  WalletOutlined,
} satisfies Readonly<Record<string, ComponentType>>;

/** Those offered to choose from for an application or a form; the others belong to field, node and chart types. */
export const iconNames: readonly string[] = [
  'team', 'user', 'contacts', 'idcard', 'solution', 'customer-service', 'bank', 'shop',
  'funnel-plot', 'rise', 'trophy', 'dollar', 'wallet', 'transaction', 'shopping-cart', 'gift',
  'table', 'form', 'profile', 'file-text', 'audit', 'file-done', 'project', 'schedule',
  'calendar', 'check-square', 'bell', 'mail', 'phone', 'message', 'environment', 'global',
  'appstore', 'rocket', 'bulb', 'star', 'heart', 'flag', 'tool', 'safety',
];

const byPlainName = new Map(Object.entries(icons).map(([name, icon]) => [plain(name), icon as ComponentType]));

/** Draws an icon by name; `fallback` where the set has none of that name. */
export function Icon({ name, fallback = 'file' }: { name: string | undefined; fallback?: string }) {
  const Drawn = byPlainName.get(plain(name ?? '')) ?? byPlainName.get(plain(fallback)) ?? FileOutlined;
  return <Drawn />;
}

function plain(name: string): string {
  return name.replaceAll('-', '').toLowerCase().replace(/outlined$/, '');
}
