{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><h1>帮助</h1><p class="sub">填报、审核和查看时常遇到的问题</p></div></div>
<section class="card" aria-labelledby="h-1"><div class="hd"><h2 id="h-1">亮灯</h2></div><div class="bd"><p><a href="/help/lights">亮灯规则</a>：绿灯、黄灯、红灯怎样得出，序时进度怎样计算，现行的界线是多少。</p></div></section>
<section class="card" aria-labelledby="h-4"><div class="hd"><h2 id="h-4">权限</h2></div><div class="bd"><p><a href="/rights">谁能做什么</a>：每个角色的权限，由目录中的哪个组授予，以及本人的权限。<a href="/me">我的设置</a>：本人的登录记录和显示设置。</p></div></section>
<section class="card" aria-labelledby="h-2"><div class="hd"><h2 id="h-2">填报</h2></div><div class="bd"><ul class="ul">
<li>累计型目标填年初至今的累计数，存量型填现有总数，节点型选择未完成或已完成。</li>
<li>数值可以写 1200、1,200、１２００，也可以带单位，例如 16 家；暂时无法取得的，在说明中写明。</li>
<li>累计值比上期减少的，须在说明中写明原因。</li>
<li>自评亮灯与系统建议不一致的，须在亮灯说明中写明理由；黄灯、红灯还须填写下一步措施。</li>
<li>截止后仍可补报，记为逾期报送；报送期冻结后不能再改，如有错误由督查室更正。</li></ul></div></section>
<section class="card" aria-labelledby="h-3"><div class="hd"><h2 id="h-3">量化目标</h2></div><div class="bd"><ul class="ul">
<li>目标取自印发文件的原文，不作改动。疑似漏印的数字标为“待核”，核定前不计入亮灯。</li>
<li>按勘误取值的，原数和依据都列在任务页上。</li>
<li>完成率向下取整：99.6% 显示为 99%；超过 100% 的为已超额。</li></ul></div></section>
