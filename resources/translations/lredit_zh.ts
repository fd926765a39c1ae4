<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>1:1</source>
        <translation>1:1</translation>
    </message>
    <message>
        <source>A smaller region</source>
        <translation>更小的区域</translation>
    </message>
    <message>
        <source>A tour of one minute</source>
        <translation>一分钟导览</translation>
    </message>
    <message>
        <source>Accept the candidate</source>
        <translation>采用候选</translation>
    </message>
    <message>
        <source>Advanced settings</source>
        <translation>高级设置</translation>
    </message>
    <message>
        <source>Another seed</source>
        <translation>换一个种子</translation>
    </message>
    <message>
        <source>Arrows, with Shift</source>
        <translation>方向键，可加 Shift</translation>
    </message>
    <message>
        <source>Blink between before and after</source>
        <translation>在前后之间闪烁</translation>
    </message>
    <message>
        <source>Brush: add to the mask; right button: take away</source>
        <translation>画笔：添加到蒙版；右键：减去</translation>
    </message>
    <message>
        <source>C (hold)</source>
        <translation>C（按住）</translation>
    </message>
    <message>
        <source>Candidates side by side…</source>
        <translation>并排查看候选…</translation>
    </message>
    <message>
        <source>Canvas size…</source>
        <translation>画布大小…</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>单击</translation>
    </message>
    <message>
        <source>Clip to the layer below, or release</source>
        <translation>剪贴到下方图层，或释放</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Compare before and after</source>
        <translation>比较前后</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>与其他方法比较…</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Crop to the box</source>
        <translation>裁剪到选框</translation>
    </message>
    <message>
        <source>Ctrl (hold)</source>
        <translation>Ctrl（按住）</translation>
    </message>
    <message>
        <source>Ctrl + arrows</source>
        <translation>Ctrl + 方向键</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Drag a box or a layer without snapping</source>
        <translation>拖动选框或图层时不吸附</translation>
    </message>
    <message>
        <source>Draw a box</source>
        <translation>绘制选框</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制图层</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Edit again</source>
        <translation>重新编辑</translation>
    </message>
    <message>
        <source>Edit this box; with the box tool: draw one</source>
        <translation>编辑此选框；使用选框工具时：绘制一个</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Export again as last time</source>
        <translation>按上次设置再次导出</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>F2, Del, Space</source>
        <translation>F2、Del、空格</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation>查找命令…</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Flip left to right</source>
        <translation>左右翻转</translation>
    </message>
    <message>
        <source>Flip the picture left to right</source>
        <translation>左右翻转图片</translation>
    </message>
    <message>
        <source>Flip the picture upside down</source>
        <translation>上下翻转图片</translation>
    </message>
    <message>
        <source>Flip upside down</source>
        <translation>上下翻转</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Go to the prompt</source>
        <translation>转到提示词</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>编组</translation>
    </message>
    <message>
        <source>Grow the mask</source>
        <translation>扩大蒙版</translation>
    </message>
    <message>
        <source>Guides</source>
        <translation>参考线</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Invert the mask</source>
        <translation>反转蒙版</translation>
    </message>
    <message>
        <source>Keep snapshot…</source>
        <translation>保存快照…</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Lasso: add to the mask; right button: take away</source>
        <translation>套索：添加到蒙版；右键：减去</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Learning from you…</source>
        <translation>从您的选择中学习…</translation>
    </message>
    <message>
        <source>Leave the box; stop the edit</source>
        <translation>离开选框；停止编辑</translation>
    </message>
    <message>
        <source>Lock or unlock</source>
        <translation>锁定或解锁</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>蒙版</translation>
    </message>
    <message>
        <source>Match its colours to those around it</source>
        <translation>使其颜色与周围一致</translation>
    </message>
    <message>
        <source>Merge all that is seen</source>
        <translation>合并所有可见图层</translation>
    </message>
    <message>
        <source>Merge down</source>
        <translation>向下合并</translation>
    </message>
    <message>
        <source>Mirror the view</source>
        <translation>镜像视图</translation>
    </message>
    <message>
        <source>Models and what they can draw</source>
        <translation>模型及其能画的物体</translation>
    </message>
    <message>
        <source>Move the box by 1 or 10 pixels</source>
        <translation>将选框移动 1 或 10 像素</translation>
    </message>
    <message>
        <source>New adjustment layer</source>
        <translation>新建调整图层</translation>
    </message>
    <message>
        <source>New guide…</source>
        <translation>新建参考线…</translation>
    </message>
    <message>
        <source>Next candidate</source>
        <translation>下一个候选</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>下一张图片</translation>
    </message>
    <message>
        <source>Not from here: paint over what nothing is filled from; right button: take away</source>
        <translation>不从此处取样：涂抹不用于填充的地方；右键：减去</translation>
    </message>
    <message>
        <source>One more box: all of them are edited together</source>
        <translation>再加一个选框：全部一起编辑</translation>
    </message>
    <message>
        <source>Only this box</source>
        <translation>仅此选框</translation>
    </message>
    <message>
        <source>Open batch…</source>
        <translation>打开批处理结果…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>粘贴图片</translation>
    </message>
    <message>
        <source>Pixel grid</source>
        <translation>像素网格</translation>
    </message>
    <message>
        <source>Previous candidate</source>
        <translation>上一个候选</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>上一张图片</translation>
    </message>
    <message>
        <source>Put the panels back</source>
        <translation>复位面板</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Region here, then a larger one</source>
        <translation>此处的区域，再按则更大</translation>
    </message>
    <message>
        <source>Rename, delete, hide the chosen layer</source>
        <translation>重命名、删除、隐藏所选图层</translation>
    </message>
    <message>
        <source>Resize the box</source>
        <translation>调整选框大小</translation>
    </message>
    <message>
        <source>Resize…</source>
        <translation>调整图片大小…</translation>
    </message>
    <message>
        <source>Revert to what was saved</source>
        <translation>恢复到已保存的状态</translation>
    </message>
    <message>
        <source>Rulers</source>
        <translation>标尺</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>保存副本…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>See the picture as it was</source>
        <translation>查看图片原来的样子</translation>
    </message>
    <message>
        <source>Select and move boxes</source>
        <translation>选择和移动选框</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Shift, right button</source>
        <translation>Shift、右键</translation>
    </message>
    <message>
        <source>Shift, with the box tool</source>
        <translation>使用选框工具时按 Shift</translation>
    </message>
    <message>
        <source>Show anchors and boxes</source>
        <translation>显示锚点和选框</translation>
    </message>
    <message>
        <source>Show the difference from before</source>
        <translation>显示与之前的差异</translation>
    </message>
    <message>
        <source>Show what draws attention</source>
        <translation>显示引人注意之处</translation>
    </message>
    <message>
        <source>Show what there is</source>
        <translation>显示现有结果</translation>
    </message>
    <message>
        <source>Show where it looks</source>
        <translation>显示关注的位置</translation>
    </message>
    <message>
        <source>Shrink the mask</source>
        <translation>缩小蒙版</translation>
    </message>
    <message>
        <source>Size and angle as it was made</source>
        <translation>恢复生成时的大小和角度</translation>
    </message>
    <message>
        <source>Snap the box to the thing in it</source>
        <translation>让选框贴合其中的物体</translation>
    </message>
    <message>
        <source>Snap to edges and centres</source>
        <translation>吸附到边缘和中心</translation>
    </message>
    <message>
        <source>Soften its edge</source>
        <translation>柔化边缘</translation>
    </message>
    <message>
        <source>Space (hold), middle button</source>
        <translation>空格（按住）、中键</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Straighten…</source>
        <translation>拉直…</translation>
    </message>
    <message>
        <source>Take all guides away</source>
        <translation>移除所有参考线</translation>
    </message>
    <message>
        <source>Take the group apart</source>
        <translation>取消编组</translation>
    </message>
    <message>
        <source>The region under the pointer; again: a larger one, with Shift: a smaller one</source>
        <translation>指针下的区域；再次单击：更大，按住 Shift：更小</translation>
    </message>
    <message>
        <source>Turn left by 90°</source>
        <translation>向左旋转 90°</translation>
    </message>
    <message>
        <source>Turn right by 90°</source>
        <translation>向右旋转 90°</translation>
    </message>
    <message>
        <source>Turn the picture left by 90°</source>
        <translation>将图片向左旋转 90°</translation>
    </message>
    <message>
        <source>Turn the picture right by 90°</source>
        <translation>将图片向右旋转 90°</translation>
    </message>
    <message>
        <source>Turn the view left</source>
        <translation>向左旋转视图</translation>
    </message>
    <message>
        <source>Turn the view right</source>
        <translation>向右旋转视图</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>View neither turned nor mirrored</source>
        <translation>视图不旋转也不镜像</translation>
    </message>
    <message>
        <source>Vote in a study…</source>
        <translation>参与研究投票…</translation>
    </message>
    <message>
        <source>Welcome page</source>
        <translation>欢迎页</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>With a brush: its size; with Shift its hardness</source>
        <translation>使用画笔时：画笔大小；按住 Shift：画笔硬度</translation>
    </message>
    <message>
        <source>With the brush, the lasso or “not from here”: take away</source>
        <translation>使用画笔、套索或“不从此处取样”时：减去</translation>
    </message>
    <message>
        <source>Write prompt and seed into exports</source>
        <translation>将提示词和种子写入导出文件</translation>
    </message>
    <message>
        <source>Your own things…</source>
        <translation>自有物件…</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom to the pointer; with Ctrl over an edge of the box: move that edge</source>
        <translation>以指针为中心缩放；按住 Ctrl 并位于选框边缘时：移动该边</translation>
    </message>
    <message>
        <source>[ and ], Ctrl + wheel</source>
        <translation>[ 和 ]、Ctrl + 滚轮</translation>
    </message>
</context>
<context>
    <name>AdvancedPanel</name>
    <message>
        <source>1 repaints the box; less keeps more of what was there</source>
        <translation>1 表示完全重绘选框；数值越小，保留原内容越多</translation>
    </message>
    <message>
        <source>A thing lies inside the window and not around it</source>
        <translation>物体位于窗口之内，而不在其周围</translation>
    </message>
    <message>
        <source>Advanced settings</source>
        <translation>高级设置</translation>
    </message>
    <message>
        <source>Anchors</source>
        <translation>锚点</translation>
    </message>
    <message>
        <source>As in the paper</source>
        <translation>与论文一致</translation>
    </message>
    <message>
        <source>Ask the bundle's detector</source>
        <translation>询问模型包的检测器</translation>
    </message>
    <message>
        <source>Back to the preset</source>
        <translation>恢复预设</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Close-up</source>
        <translation>特写</translation>
    </message>
    <message>
        <source>Denoising steps of the final edits</source>
        <translation>最终编辑的去噪步数</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Draw another seed</source>
        <translation>另取一个种子</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>编辑器</translation>
    </message>
    <message>
        <source>Expected loss</source>
        <translation>期望损失</translation>
    </message>
    <message>
        <source>Final edits made and ranked</source>
        <translation>生成并排序的最终编辑数</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>取景</translation>
    </message>
    <message>
        <source>Gradient estimator</source>
        <translation>梯度估计器</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>引导</translation>
    </message>
    <message>
        <source>How closely the pixels follow the prompt</source>
        <translation>像素遵循提示词的程度</translation>
    </message>
    <message>
        <source>How it is painted</source>
        <translation>如何绘制</translation>
    </message>
    <message>
        <source>How softly the edit meets its surroundings, inside the box</source>
        <translation>编辑在选框内与周围融合的柔和程度</translation>
    </message>
    <message>
        <source>How the region is looked for</source>
        <translation>如何寻找区域</translation>
    </message>
    <message>
        <source>How the region network learns</source>
        <translation>区域网络如何学习</translation>
    </message>
    <message>
        <source>K: places where a region may begin</source>
        <translation>K：区域可能的起始位置</translation>
    </message>
    <message>
        <source>Keep away</source>
        <translation>避免出现</translation>
    </message>
    <message>
        <source>L_Clip: the picture against the prompt (as in the paper)</source>
        <translation>L_Clip：图片与提示词的对比（与论文一致）</translation>
    </message>
    <message>
        <source>L_Dir: the change follows the words (as in the paper)</source>
        <translation>L_Dir：变化遵循文字（与论文一致）</translation>
    </message>
    <message>
        <source>L_Str: keeps the layout (as in the paper)</source>
        <translation>L_Str：保持布局（与论文一致）</translation>
    </message>
    <message>
        <source>Learned by</source>
        <translation>学习方式</translation>
    </message>
    <message>
        <source>Learning steps</source>
        <translation>学习步数</translation>
    </message>
    <message>
        <source>Looks for regions and ranks as the paper says, to compare with; off, everything is set back</source>
        <translation>按论文的方法寻找区域和排序，以供比较；关闭时全部恢复</translation>
    </message>
    <message>
        <source>Match colours</source>
        <translation>匹配颜色</translation>
    </message>
    <message>
        <source>Matches the colours of the edit to those around the box</source>
        <translation>使编辑的颜色与选框周围一致</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>负面提示词</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>物体</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>目标函数</translation>
    </message>
    <message>
        <source>Painted by</source>
        <translation>绘制者</translation>
    </message>
    <message>
        <source>Prefers smaller windows</source>
        <translation>偏好较小的窗口</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Relevance</source>
        <translation>相关性</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Sets all of these back to what Fast, Balanced or Thorough have</source>
        <translation>将这里的全部数值恢复为“快速”“均衡”或“细致”的数值</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Softness</source>
        <translation>柔和度</translation>
    </message>
    <message>
        <source>Source similarity</source>
        <translation>与被替换物的相似度</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Straight-through</source>
        <translation>直通</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>The bundle's own choice</source>
        <translation>模型包的默认选择</translation>
    </message>
    <message>
        <source>The bundle's own models that find what words name and draw masks are asked where things are</source>
        <translation>询问模型包中按文字查找并绘制蒙版的模型，物体在哪里</translation>
    </message>
    <message>
        <source>The edit makes the picture more like the prompt and less like what is replaced</source>
        <translation>编辑使图片更接近提示词，更远离被替换物</translation>
    </message>
    <message>
        <source>The objective that is chosen does not use this weight.</source>
        <translation>所选的目标函数不使用此权重。</translation>
    </message>
    <message>
        <source>The paper's recipe</source>
        <translation>论文的方法</translation>
    </message>
    <message>
        <source>The place speaks of what is replaced; around it nothing does</source>
        <translation>此处与被替换物有关，周围则无关</translation>
    </message>
    <message>
        <source>The place, seen close up, looks like what is replaced</source>
        <translation>近看时，此处像被替换物</translation>
    </message>
    <message>
        <source>The same seed gives the same pixels again</source>
        <translation>相同的种子得到相同的像素</translation>
    </message>
    <message>
        <source>The same, seen close up</source>
        <translation>同上，近看时</translation>
    </message>
    <message>
        <source>The window frames something whole</source>
        <translation>窗口框住一个完整的物体</translation>
    </message>
    <message>
        <source>Weights of the loss</source>
        <translation>损失的权重</translation>
    </message>
    <message>
        <source>What paints inside the box</source>
        <translation>由谁在选框内绘制</translation>
    </message>
    <message>
        <source>Which loss is learned</source>
        <translation>学习哪种损失</translation>
    </message>
    <message>
        <source>Whole</source>
        <translation>整体</translation>
    </message>
    <message>
        <source>what should not appear</source>
        <translation>不应出现的内容</translation>
    </message>
</context>
<context>
    <name>BatchActions</name>
    <message>
        <source>Each gets a tab, and takes memory as long as it is open.</source>
        <translation>每张图片占一个标签页，打开期间占用内存。</translation>
    </message>
    <message>
        <source>Open them</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open {0} pictures?</source>
        <translation>打开 {0} 张图片？</translation>
    </message>
    <message>
        <source>The folder with the results of a batch</source>
        <translation>批处理结果所在的文件夹</translation>
    </message>
    <message>
        <source>Without a project a result opens as it is: without candidates and boxes.</source>
        <translation>没有项目时，结果按原样打开：没有候选和方框。</translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>其他文件夹…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Drag the line, or press , and . – hold C to see it as it was</source>
        <translation>拖动分隔线，或按 , 和 . ——按住 C 查看原图</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>已编辑</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Open in the editor</source>
        <translation>在编辑器中打开</translation>
    </message>
    <message>
        <source>Open {0} in the editor</source>
        <translation>在编辑器中打开 {0} 个</translation>
    </message>
    <message>
        <source>Reading the results</source>
        <translation>正在读取结果</translation>
    </message>
    <message>
        <source>Results of a batch</source>
        <translation>批处理结果</translation>
    </message>
    <message>
        <source>Results of a batch: {0}</source>
        <translation>批处理结果：{0}</translation>
    </message>
    <message>
        <source>Try it in the editor</source>
        <translation>在编辑器中尝试</translation>
    </message>
    <message>
        <source>Words or the name of a picture</source>
        <translation>文字或图片名称</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
</context>
<context>
    <name>BatchResults</name>
    <message>
        <source>1 picture</source>
        <translation>1 张图片</translation>
    </message>
    <message>
        <source>Changed since the batch made it</source>
        <translation>批处理之后已更改</translation>
    </message>
    <message>
        <source>Opened in the editor</source>
        <translation>已在编辑器中打开</translation>
    </message>
    <message>
        <source>{0} instead of {1}</source>
        <translation>用{0}代替{1}</translation>
    </message>
    <message>
        <source>{0} pictures</source>
        <translation>{0} 张图片</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}，{1}</translation>
    </message>
    <message>
        <source>{0}, {1} of them failed</source>
        <translation>{0}，其中 {1} 张失败</translation>
    </message>
    <message>
        <source>“{0}” holds no results of a batch. Choose the folder that was given with --out.</source>
        <translation>“{0}”中没有批处理结果。请选择用 --out 指定的文件夹。</translation>
    </message>
</context>
<context>
    <name>BlendMode</name>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Colour burn</source>
        <translation>颜色加深</translation>
    </message>
    <message>
        <source>Colour dodge</source>
        <translation>颜色减淡</translation>
    </message>
    <message>
        <source>Darken</source>
        <translation>变暗</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Exclusion</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Hard light</source>
        <translation>强光</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>色相</translation>
    </message>
    <message>
        <source>Lighten</source>
        <translation>变亮</translation>
    </message>
    <message>
        <source>Luminosity</source>
        <translation>明度</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>正片叠底</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>叠加</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>滤色</translation>
    </message>
    <message>
        <source>Soft light</source>
        <translation>柔光</translation>
    </message>
</context>
<context>
    <name>BoxBar</name>
    <message>
        <source>Edit inside this box only (Enter)</source>
        <translation>仅在此选框内编辑（回车）</translation>
    </message>
    <message>
        <source>Edit these {0} boxes</source>
        <translation>编辑这 {0} 个选框</translation>
    </message>
    <message>
        <source>Edit this box</source>
        <translation>编辑此选框</translation>
    </message>
    <message>
        <source>Edit this mask</source>
        <translation>编辑此蒙版</translation>
    </message>
    <message>
        <source>Leave the box</source>
        <translation>离开选框</translation>
    </message>
    <message>
        <source>Leave the box (Esc)</source>
        <translation>离开选框（Esc）</translation>
    </message>
</context>
<context>
    <name>BoxFields</name>
    <message>
        <source>H</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Height of the box, in pixels</source>
        <translation>选框高度（像素）</translation>
    </message>
    <message>
        <source>Keep the proportions</source>
        <translation>保持比例</translation>
    </message>
    <message>
        <source>Keep the proportions when width or height is typed</source>
        <translation>输入宽度或高度时保持比例</translation>
    </message>
    <message>
        <source>Left edge of the box, in pixels</source>
        <translation>选框左边缘（像素）</translation>
    </message>
    <message>
        <source>Upper edge of the box, in pixels</source>
        <translation>选框上边缘（像素）</translation>
    </message>
    <message>
        <source>W</source>
        <translation>宽</translation>
    </message>
    <message>
        <source>Width of the box, in pixels</source>
        <translation>选框宽度（像素）</translation>
    </message>
    <message>
        <source>X</source>
        <translation>X</translation>
    </message>
    <message>
        <source>Y</source>
        <translation>Y</translation>
    </message>
</context>
<context>
    <name>BundleManager</name>
    <message>
        <source>Adding {0}</source>
        <translation>正在添加 {0}</translation>
    </message>
    <message>
        <source>Looking for the part of {0}</source>
        <translation>正在查找 {0} 的部件</translation>
    </message>
    <message>
        <source>Moving {0}</source>
        <translation>正在移动 {0}</translation>
    </message>
    <message>
        <source>Removing {0}</source>
        <translation>正在移除 {0}</translation>
    </message>
    <message>
        <source>The files of {0} lie in {1} now.</source>
        <translation>{0} 的文件现在位于 {1}。</translation>
    </message>
    <message>
        <source>Verifying {0}</source>
        <translation>正在校验 {0}</translation>
    </message>
    <message>
        <source>{0} is in the trash.</source>
        <translation>{0} 已移至回收站。</translation>
    </message>
    <message>
        <source>{0} is installed and works.</source>
        <translation>{0} 已安装，可以使用。</translation>
    </message>
    <message>
        <source>{0} is whole again.</source>
        <translation>{0} 已恢复完整。</translation>
    </message>
</context>
<context>
    <name>BundleManagerDialog</name>
    <message>
        <source>From disk</source>
        <translation>来自磁盘</translation>
    </message>
    <message>
        <source>Get more</source>
        <translation>获取更多</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>已安装</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>CandidateStrip</name>
    <message>
        <source>Box {0} x {1} px at {2}, {3}</source>
        <translation>选框 {0} x {1} px，位于 {2}, {3}</translation>
    </message>
    <message>
        <source>Candidate {0}, {1}</source>
        <translation>候选 {0}，{1}</translation>
    </message>
    <message>
        <source>Candidates appear here as they are painted</source>
        <translation>候选绘制完成后会显示在这里</translation>
    </message>
    <message>
        <source>Candidates, best first</source>
        <translation>候选，最佳者在前</translation>
    </message>
    <message>
        <source>Earlier ({0})</source>
        <translation>较早的（{0}）</translation>
    </message>
    <message>
        <source>Losses: prompt {0:.3f}, structure {1:.3f}, direction {2:.3f}</source>
        <translation>损失：提示词 {0:.3f}，结构 {1:.3f}，方向 {2:.3f}</translation>
    </message>
    <message>
        <source>Ranked by its loss, {0:.3f}</source>
        <translation>按损失排序，{0:.3f}</translation>
    </message>
    <message>
        <source>Score {0:.3f}: text {1:.3f}, image {2:.3f}</source>
        <translation>得分 {0:.3f}：文字 {1:.3f}，图像 {2:.3f}</translation>
    </message>
    <message>
        <source>Seed {0}, {1}</source>
        <translation>种子 {0}，{1}</translation>
    </message>
    <message>
        <source>What former prompts brought stands behind the latest candidates</source>
        <translation>之前的提示词所得的结果排在最新候选之后</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>确定</translation>
    </message>
</context>
<context>
    <name>CanvasDialog</name>
    <message>
        <source>At the bottom</source>
        <translation>下方</translation>
    </message>
    <message>
        <source>At the bottom left</source>
        <translation>左下</translation>
    </message>
    <message>
        <source>At the bottom right</source>
        <translation>右下</translation>
    </message>
    <message>
        <source>At the left</source>
        <translation>左侧</translation>
    </message>
    <message>
        <source>At the right</source>
        <translation>右侧</translation>
    </message>
    <message>
        <source>At the top</source>
        <translation>上方</translation>
    </message>
    <message>
        <source>At the top left</source>
        <translation>左上</translation>
    </message>
    <message>
        <source>At the top right</source>
        <translation>右上</translation>
    </message>
    <message>
        <source>Canvas size</source>
        <translation>画布大小</translation>
    </message>
    <message>
        <source>In the middle</source>
        <translation>中间</translation>
    </message>
    <message>
        <source>New ground is transparent where the picture can be, else white.</source>
        <translation>若图片支持透明，新增部分为透明，否则为白色。</translation>
    </message>
    <message>
        <source>Where the picture lies</source>
        <translation>图片的位置</translation>
    </message>
</context>
<context>
    <name>CatalogueCard</name>
    <message>
        <source>Deletes what was fetched so far</source>
        <translation>删除目前已获取的内容</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>下载…</translation>
    </message>
    <message>
        <source>Looking at this machine…</source>
        <translation>正在检查这台电脑…</translation>
    </message>
    <message>
        <source>One download at a time</source>
        <translation>一次只能下载一个</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Progress of the download of {0}</source>
        <translation>{0} 的下载进度</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>needs an account on the hub and a token</source>
        <translation>需要模型站账号和令牌</translation>
    </message>
    <message>
        <source>{0} to fetch</source>
        <translation>需下载 {0}</translation>
    </message>
</context>
<context>
    <name>CataloguePage</name>
    <message>
        <source>Asking the hub…</source>
        <translation>正在询问模型站…</translation>
    </message>
    <message>
        <source>Models that can be fetched</source>
        <translation>可获取的模型</translation>
    </message>
    <message>
        <source>Nothing is fetched until you press Download; lredit is offline otherwise.</source>
        <translation>在您按下“下载”之前不会获取任何内容；除此之外 lredit 始终离线。</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Paused at {0}</source>
        <translation>暂停于 {0}</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>正在暂停…</translation>
    </message>
    <message>
        <source>Pausing… {0}</source>
        <translation>正在暂停… {0}</translation>
    </message>
    <message>
        <source>{0} are here; Resume goes on from there.</source>
        <translation>已有 {0}；按“继续”从此处接着下载。</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
</context>
<context>
    <name>ChoicesDialog</name>
    <message>
        <source>Choices, the latest first</source>
        <translation>选择记录，最新的在前</translation>
    </message>
    <message>
        <source>Export the choices</source>
        <translation>导出选择记录</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>For every edit that you accept, its box and prompt and what the models saw around it are kept on this machine, in {0}. Pictures are not kept, and nothing is sent anywhere.</source>
        <translation>对于您采用的每次编辑，其选框、提示词以及模型在周围看到的内容会保存在这台电脑上，位于 {0}。不保存图片，也不会向任何地方发送内容。</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘记</translation>
    </message>
    <message>
        <source>Forget all choices?</source>
        <translation>忘记所有选择？</translation>
    </message>
    <message>
        <source>Forget everything…</source>
        <translation>全部忘记…</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Learn how closely I frame things from the edits I accept</source>
        <translation>从我采用的编辑中学习我框选物体的松紧</translation>
    </message>
    <message>
        <source>Learning from you</source>
        <translation>从您的选择中学习</translation>
    </message>
    <message>
        <source>What was learned from them goes with them. This cannot be undone.</source>
        <translation>从中学到的内容也会一并消失，且无法撤销。</translation>
    </message>
    <message>
        <source>Zip archive (*.zip)</source>
        <translation>Zip 压缩包 (*.zip)</translation>
    </message>
    <message>
        <source>{0}   {1}   box {2} x {3} px in {4} x {5}</source>
        <translation>{0}   {1}   选框 {2} x {3} px，位于 {4} x {5} 的图片</translation>
    </message>
    <message>
        <source>{0} choices were exported to {1}.</source>
        <translation>已将 {0} 条选择记录导出到 {1}。</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation>匹配的命令</translation>
    </message>
    <message>
        <source>Nothing is called that. Try another word.</source>
        <translation>没有这样的命令。请换一个词。</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>您想做什么？</translation>
    </message>
</context>
<context>
    <name>ComparisonDialog</name>
    <message>
        <source>Choose at least one editor.</source>
        <translation>请至少选择一个编辑器。</translation>
    </message>
    <message>
        <source>Choose editors and where their models lie, then press Compare. Each repaints the whole picture, one after the other.</source>
        <translation>选择编辑器及其模型的位置，然后按“比较”。它们会逐一重绘整张图片。</translation>
    </message>
    <message>
        <source>Choose the model of {0}.</source>
        <translation>请选择 {0} 的模型。</translation>
    </message>
    <message>
        <source>Choose whom to compare with</source>
        <translation>选择比较对象</translation>
    </message>
    <message>
        <source>Close this and write a prompt first.</source>
        <translation>请关闭此窗口，先写好提示词。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Compare with editors that know no region</source>
        <translation>与不识别区域的编辑器比较</translation>
    </message>
    <message>
        <source>Editors</source>
        <translation>编辑器</translation>
    </message>
    <message>
        <source>Looking at the picture</source>
        <translation>正在查看图片</translation>
    </message>
    <message>
        <source>Our edit is the selected candidate; the others get the picture without it.</source>
        <translation>我们的编辑是所选候选；其他编辑器得到的是不含它的图片。</translation>
    </message>
    <message>
        <source>Our own edit is made first.</source>
        <translation>先进行我们自己的编辑。</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.webp)</source>
        <translation>图片 (*.png *.jpg *.webp)</translation>
    </message>
    <message>
        <source>Save the pictures side by side</source>
        <translation>并排保存图片</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>There is no prompt yet</source>
        <translation>还没有提示词</translation>
    </message>
    <message>
        <source>{0} denoising steps each, as in the advanced settings</source>
        <translation>各 {0} 步去噪，与高级设置一致</translation>
    </message>
    <message>
        <source>{0}: picture {1} of {2}</source>
        <translation>{0}：第 {1} 张，共 {2} 张</translation>
    </message>
    <message>
        <source>“{0}” instead of “{1}”</source>
        <translation>“{0}”代替“{1}”</translation>
    </message>
</context>
<context>
    <name>ComparisonManager</name>
    <message>
        <source>Saved to {0}</source>
        <translation>已保存到 {0}</translation>
    </message>
</context>
<context>
    <name>ContextMenus</name>
    <message>
        <source>Give it a star</source>
        <translation>加星标</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Show the {0} that are hidden</source>
        <translation>显示已隐藏的 {0} 个</translation>
    </message>
    <message>
        <source>Take the star away</source>
        <translation>取消星标</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>"{0}" cannot be read ({1}). Get it again.</source>
        <translation>无法读取“{0}”（{1}）。请重新获取。</translation>
    </message>
    <message>
        <source>"{0}" cannot be read ({1}). Give the votes.csv of a study.</source>
        <translation>无法读取“{0}”（{1}）。请提供研究的 votes.csv。</translation>
    </message>
    <message>
        <source>"{0}" cannot be read ({1}). Install the bundle again.</source>
        <translation>无法读取“{0}”（{1}）。请重新安装模型包。</translation>
    </message>
    <message>
        <source>"{0}" cannot be read or written ({1}). Choose another name or place.</source>
        <translation>“{0}”无法读取或写入（{1}）。请换一个名称或位置。</translation>
    </message>
    <message>
        <source>"{0}" cannot be read. Check that you may read it; nothing was copied.</source>
        <translation>“{0}”无法读取。请检查您是否有读取权限；未复制任何内容。</translation>
    </message>
    <message>
        <source>"{0}" cannot be read. Get the model again.</source>
        <translation>无法读取“{0}”。请重新获取模型。</translation>
    </message>
    <message>
        <source>"{0}" cannot be read. Get the pipeline again.</source>
        <translation>无法读取“{0}”。请重新获取管线。</translation>
    </message>
    <message>
        <source>"{0}" cannot be written ({1}). Check the folder and its permissions, and download again.</source>
        <translation>无法写入“{0}”（{1}）。请检查文件夹及其权限，然后重新下载。</translation>
    </message>
    <message>
        <source>"{0}" cannot be written ({1}). Choose another folder or name.</source>
        <translation>无法写入“{0}”（{1}）。请选择其他文件夹或名称。</translation>
    </message>
    <message>
        <source>"{0}" could not be moved to "{1}" ({2}). Everything is where it was; check the folder and its room.</source>
        <translation>无法将“{0}”移动到“{1}”（{2}）。一切仍在原处；请检查文件夹及其空间。</translation>
    </message>
    <message>
        <source>"{0}" covers {1} of the picture: the rest does not suffice to fill it. Change it instead ("make {2} darker"), or draw a box around the part that is meant.</source>
        <translation>“{0}”占图片的 {1}：其余部分不足以填补。请改为修改它（“make {2} darker”），或在所指部分周围绘制选框。</translation>
    </message>
    <message>
        <source>"{0}" from "{1}" does not match its checksum: it was damaged on the way, or somebody changed it. It was deleted; download again to fetch it anew.</source>
        <translation>来自“{1}”的“{0}”与校验和不符：它在途中损坏，或被人更改。已将其删除；请重新下载。</translation>
    </message>
    <message>
        <source>"{0}" has a denoiser of {1} input channels that attends to a text of width {2}; no model like that is known here. Put a folder "{3}" with its configuration files beside it.</source>
        <translation>“{0}”的去噪器有 {1} 个输入通道，文本宽度为 {2}；这里不认识这样的模型。请在旁边放一个含其配置文件的文件夹“{3}”。</translation>
    </message>
    <message>
        <source>"{0}" has no column "{1}". Give the votes.csv of a study.</source>
        <translation>“{0}”没有“{1}”列。请提供研究的 votes.csv。</translation>
    </message>
    <message>
        <source>"{0}" has no part "{1}". It has: {2}.</source>
        <translation>“{0}”没有部件“{1}”。它有：{2}。</translation>
    </message>
    <message>
        <source>"{0}" has {1} x {2} pixels of {3} bytes each; {4} MB are the most that can be opened. Scale it down first, or save it with 8 bits a channel.</source>
        <translation>“{0}”有 {1} x {2} 像素，每像素 {3} 字节；最多可打开 {4} MB。请先缩小，或以每通道 8 位保存。</translation>
    </message>
    <message>
        <source>"{0}" has {1} x {2} pixels; {3} are the most that a side may have. Cut it into parts first.</source>
        <translation>“{0}”有 {1} x {2} 像素；一条边最多 {3} 像素。请先将其分割。</translation>
    </message>
    <message>
        <source>"{0}" has {1} x {2} pixels; {3} million pixels are the most that can be opened. Scale it down first.</source>
        <translation>“{0}”有 {1} x {2} 像素；最多可打开 {3} 百万像素。请先缩小。</translation>
    </message>
    <message>
        <source>"{0}" holds a denoiser but no {1}. Give a checkpoint that is whole.</source>
        <translation>“{0}”含有去噪器，但没有 {1}。请提供完整的检查点。</translation>
    </message>
    <message>
        <source>"{0}" holds a {1}, which is no masked transformer. Use it as "diffusion".</source>
        <translation>“{0}”含有 {1}，它不是掩码变换器。请将其用作“diffusion”。</translation>
    </message>
    <message>
        <source>"{0}" holds more than {1} files. Choose the folder of a model; nothing was copied.</source>
        <translation>“{0}”包含超过 {1} 个文件。请选择模型的文件夹；未复制任何内容。</translation>
    </message>
    <message>
        <source>"{0}" holds no diffusers pipeline (no model_index.json). Choose the folder that has it.</source>
        <translation>“{0}”不含 diffusers 管线（没有 model_index.json）。请选择含有它的文件夹。</translation>
    </message>
    <message>
        <source>"{0}" holds no masked transformer (neither model_index.json nor {1}). Choose the folder that has it.</source>
        <translation>“{0}”不含掩码变换器（既没有 model_index.json 也没有 {1}）。请选择含有它的文件夹。</translation>
    </message>
    <message>
        <source>"{0}" holds no network of LaMa's kind. Choose a "big-lama" that was converted to safetensors.</source>
        <translation>“{0}”不含 LaMa 类网络。请选择已转换为 safetensors 的“big-lama”。</translation>
    </message>
    <message>
        <source>"{0}" holds no weights (*.safetensors). Get them from where the model is from.</source>
        <translation>“{0}”不含权重 (*.safetensors)。请从模型来源处获取。</translation>
    </message>
    <message>
        <source>"{0}" holds no weights (*.safetensors). Install the bundle again.</source>
        <translation>“{0}”不含权重 (*.safetensors)。请重新安装模型包。</translation>
    </message>
    <message>
        <source>"{0}" holds numbers of no known kind. Export it with 8 or 16 bits a channel first.</source>
        <translation>“{0}”包含未知类型的数值。请先以每通道 8 或 16 位导出。</translation>
    </message>
    <message>
        <source>"{0}" in "{1}" asks for code of its own ("auto_map"). Nothing of a model is run here: take a release of the model that transformers itself knows.</source>
        <translation>“{1}”中的“{0}”要求运行自己的代码（“auto_map”）。这里不运行模型的任何代码：请使用 transformers 本身认识的版本。</translation>
    </message>
    <message>
        <source>"{0}" in "{1}" holds no weights (model.safetensors or diffusion_pytorch_model.safetensors). Get that sub-folder again.</source>
        <translation>“{1}”中的“{0}”不含权重（model.safetensors 或 diffusion_pytorch_model.safetensors）。请重新获取该子文件夹。</translation>
    </message>
    <message>
        <source>"{0}" in "{1}" is a pickled checkpoint, which can run code when it is opened; it was not loaded. Convert it to safetensors (safetensors.torch.save_file) and put that file in its place.</source>
        <translation>“{1}”中的“{0}”是 pickle 检查点，打开时可能运行代码；未加载。请将其转换为 safetensors (safetensors.torch.save_file)，并用该文件替换。</translation>
    </message>
    <message>
        <source>"{0}" in "{1}" is a pipe or a device and no file. Take it out of the folder, or install the bundle again.</source>
        <translation>“{1}”中的“{0}”是管道或设备，不是文件。请将其移出该文件夹，或重新安装模型包。</translation>
    </message>
    <message>
        <source>"{0}" in "{1}" is code. Nothing of a model is run here: take a release of the model that transformers itself knows.</source>
        <translation>“{1}”中的“{0}”是代码。这里不运行模型的任何代码：请使用 transformers 本身认识的版本。</translation>
    </message>
    <message>
        <source>"{0}" in "{1}" is damaged or cut short. Get that file again.</source>
        <translation>“{1}”中的“{0}”已损坏或不完整。请重新获取该文件。</translation>
    </message>
    <message>
        <source>"{0}" in "{1}" is larger than {2} MB, which no text of a model is: it is damaged. Install the bundle again.</source>
        <translation>“{1}”中的“{0}”大于 {2} MB，模型的文本文件不会这么大：它已损坏。请重新安装模型包。</translation>
    </message>
    <message>
        <source>"{0}" in "{1}" is no safetensors file; such files can run code when they are opened. Take it out of the folder: model.safetensors is enough.</source>
        <translation>“{1}”中的“{0}”不是 safetensors 文件；此类文件打开时可能运行代码。请将其移出文件夹：有 model.safetensors 就够了。</translation>
    </message>
    <message>
        <source>"{0}" in "{1}" would be loaded by "{2}", which is no part of the model libraries; it was not. Get a pipeline of diffusers.</source>
        <translation>“{1}”中的“{0}”需要由“{2}”加载，而它不属于模型库，因此未加载。请获取 diffusers 的流水线。</translation>
    </message>
    <message>
        <source>"{0}" is a JPEG that is put together from more than {1} scans, which takes too long to decode. Save it anew with another program, and open that.</source>
        <translation>“{0}”是由超过 {1} 次扫描组成的 JPEG，解码时间过长。请用其他程序重新保存，然后打开新文件。</translation>
    </message>
    <message>
        <source>"{0}" is a LoRA, which changes a model but is none. Give it with --lora.</source>
        <translation>“{0}”是 LoRA，它修改模型，但本身不是模型。请用 --lora 提供。</translation>
    </message>
    <message>
        <source>"{0}" is a camera raw, which has to be developed first. Export it from a raw developer (darktable, RawTherapee, the camera's own program) as 16-bit TIFF or as JPEG, and open that.</source>
        <translation>“{0}”是相机原始文件，需要先冲洗。请用 RAW 处理软件（darktable、RawTherapee 或相机自带程序）导出为 16 位 TIFF 或 JPEG，再打开它。</translation>
    </message>
    <message>
        <source>"{0}" is a folder. Give the name of a file.</source>
        <translation>“{0}”是文件夹。请给出文件名。</translation>
    </message>
    <message>
        <source>"{0}" is a folder. Open a picture inside it.</source>
        <translation>“{0}”是文件夹。请打开其中的图片。</translation>
    </message>
    <message>
        <source>"{0}" is a link that leads nowhere. Put the file itself there; nothing was copied.</source>
        <translation>“{0}”是一个失效的链接。请将文件本身放到该处；未复制任何内容。</translation>
    </message>
    <message>
        <source>"{0}" is a link to a folder that holds it. Take it out of the folder; nothing was copied.</source>
        <translation>“{0}”是指向其上级文件夹的链接。请将它移出该文件夹；未复制任何内容。</translation>
    </message>
    <message>
        <source>"{0}" is a link to what lies outside of its folder. Put the file itself there; nothing was copied.</source>
        <translation>“{0}”是指向文件夹之外的链接。请将文件本身放到该处；未复制任何内容。</translation>
    </message>
    <message>
        <source>"{0}" is a pickled checkpoint, which can run code when it is opened; it was not loaded. Convert it to safetensors (safetensors.torch.save_file) and give that file.</source>
        <translation>“{0}”是 pickle 检查点，打开时可能运行代码；未加载。请将其转换为 safetensors (safetensors.torch.save_file)，并提供该文件。</translation>
    </message>
    <message>
        <source>"{0}" is a pipe or a device and no file. Save what comes from it as a file, and open that.</source>
        <translation>“{0}”是管道或设备，而不是文件。请将其内容保存为文件，再打开它。</translation>
    </message>
    <message>
        <source>"{0}" is a pipe or a device and no file. Take it out of the folder; nothing was copied.</source>
        <translation>“{0}”是管道或设备，而不是文件。请将它移出该文件夹；未复制任何内容。</translation>
    </message>
    <message>
        <source>"{0}" is a profile for {1}, but pictures are RGB. Choose an RGB profile.</source>
        <translation>“{0}”是用于 {1} 的配置文件，而图片是 RGB。请选择 RGB 配置文件。</translation>
    </message>
    <message>
        <source>"{0}" is a stack of pictures ({1}). Export one of them alone first.</source>
        <translation>“{0}”是一叠图片（{1}）。请先单独导出其中一张。</translation>
    </message>
    <message>
        <source>"{0}" is an InstructPix2Pix model, which changes whole pictures and knows no region. Choose an inpainting model; compare with this one by `lredit compare --with instruct-pix2pix=...`.</source>
        <translation>“{0}”是 InstructPix2Pix 模型，它更改整张图片，不识别区域。请选择修复模型；可用 `lredit compare --with instruct-pix2pix=...` 与它比较。</translation>
    </message>
    <message>
        <source>"{0}" is damaged or incomplete and cannot be decoded. Copy the file again from where it came.</source>
        <translation>“{0}”已损坏或不完整，无法解码。请从来源处重新复制该文件。</translation>
    </message>
    <message>
        <source>"{0}" is damaged or was cut short ({1} bytes are here). Get the file again.</source>
        <translation>“{0}”已损坏或被截断（这里有 {1} 字节）。请重新获取该文件。</translation>
    </message>
    <message>
        <source>"{0}" is damaged: it names what can be no file. Install the bundle again.</source>
        <translation>“{0}”已损坏：其中的名称不可能是文件。请重新安装模型包。</translation>
    </message>
    <message>
        <source>"{0}" is damaged: {1}: {2}. Install the bundle again, or mend that entry.</source>
        <translation>“{0}”已损坏：{1}：{2}。请重新安装模型包，或修正该条目。</translation>
    </message>
    <message>
        <source>"{0}" is installed already. Use it with --bundle {1}, or remove it first.</source>
        <translation>“{0}”已安装。请用 --bundle {1} 使用它，或先将其移除。</translation>
    </message>
    <message>
        <source>"{0}" is laid out as no single-file model that is known here ({1}). Give the folder of its diffusers pipeline, or put a folder "{2}" with its configuration files beside it.</source>
        <translation>“{0}”的结构不是这里认识的单文件模型（{1}）。请提供其 diffusers 管线的文件夹，或在旁边放一个含其配置文件的文件夹“{2}”。</translation>
    </message>
    <message>
        <source>"{0}" is larger than {1} GB, the most that a picture file may have. Scale the picture down first.</source>
        <translation>“{0}”超过 {1} GB，这是图片文件的上限。请先缩小图片。</translation>
    </message>
    <message>
        <source>"{0}" is missing. Get the file again.</source>
        <translation>缺少“{0}”。请重新获取该文件。</translation>
    </message>
    <message>
        <source>"{0}" is missing. Install it again, or say where it lies now.</source>
        <translation>缺少“{0}”。请重新安装，或指出它现在的位置。</translation>
    </message>
    <message>
        <source>"{0}" is missing. Install the bundle again.</source>
        <translation>缺少“{0}”。请重新安装模型包。</translation>
    </message>
    <message>
        <source>"{0}" is no LoRA: none of its tensors is called one. Give another file.</source>
        <translation>“{0}”不是 LoRA：其中没有这样的张量。请提供其他文件。</translation>
    </message>
    <message>
        <source>"{0}" is no address of a workstation. Write HOST:PORT, for example 192.168.1.20:{1}.</source>
        <translation>“{0}”不是工作站地址。请写成 主机:端口，例如 192.168.1.20:{1}。</translation>
    </message>
    <message>
        <source>"{0}" is no colour profile. Choose an ICC file (.icc or .icm).</source>
        <translation>“{0}”不是颜色配置文件。请选择 ICC 文件（.icc 或 .icm）。</translation>
    </message>
    <message>
        <source>"{0}" is no detector or segmenter: it holds no {1}. Choose the folder that has it.</source>
        <translation>“{0}”不是检测器或分割器：它不含 {1}。请选择含有它的文件夹。</translation>
    </message>
    <message>
        <source>"{0}" is no editor: it holds neither a diffusers pipeline (model_index.json) nor sub-folders of drawings.</source>
        <translation>“{0}”不是编辑器：它既没有 diffusers 管线 (model_index.json)，也没有图画子文件夹。</translation>
    </message>
    <message>
        <source>"{0}" is no file name. Choose another file.</source>
        <translation>“{0}”不是文件名。请选择其他文件。</translation>
    </message>
    <message>
        <source>"{0}" is no file that can be read. Open a project file.</source>
        <translation>“{0}”不是可以读取的文件。请打开项目文件。</translation>
    </message>
    <message>
        <source>"{0}" is no file that can be read. Open another one.</source>
        <translation>“{0}”不是可以读取的文件。请打开其他文件。</translation>
    </message>
    <message>
        <source>"{0}" is no filling network: give one .safetensors file, or the folder that holds it. A pickled checkpoint (.pt, .ckpt) can run code when it is opened and is not read.</source>
        <translation>“{0}”不是填补网络：请提供一个 .safetensors 文件，或含有它的文件夹。pickle 检查点（.pt、.ckpt）打开时可能运行代码，因此不读取。</translation>
    </message>
    <message>
        <source>"{0}" is no folder. Choose a folder that exists.</source>
        <translation>“{0}”不是文件夹。请选择存在的文件夹。</translation>
    </message>
    <message>
        <source>"{0}" is no list of classes ([{"name": "tabby cat", "synonyms": ["cat"]}, ...]). Mend that file.</source>
        <translation>“{0}”不是类别列表 ([{"name": "tabby cat", "synonyms": ["cat"]}, ...])。请修正该文件。</translation>
    </message>
    <message>
        <source>"{0}" is no model file. Give a .safetensors file or the folder of a pipeline.</source>
        <translation>“{0}”不是模型文件。请提供 .safetensors 文件或管线的文件夹。</translation>
    </message>
    <message>
        <source>"{0}" is no network of LaMa's kind that is known here: {1} of its weights do not fit ("{2}"). Choose a converted "big-lama".</source>
        <translation>“{0}”不是这里认识的 LaMa 类网络：有 {1} 个权重不匹配（“{2}”）。请选择已转换的“big-lama”。</translation>
    </message>
    <message>
        <source>"{0}" is no place that is known here. Say "to the left", "to the right", "up" or "down".</source>
        <translation>这里不认识位置“{0}”。请说“to the left”“to the right”“up”或“down”。</translation>
    </message>
    <message>
        <source>"{0}" is no project file. Open a file that was saved as one.</source>
        <translation>“{0}”不是项目文件。请打开保存为项目的文件。</translation>
    </message>
    <message>
        <source>"{0}" is no tiny autoencoder: it holds no {1}. Give the folder of an {2} (config.json and safetensors), or its .safetensors file.</source>
        <translation>“{0}”不是微型自编码器：它不含 {1}。请提供 {2} 的文件夹（config.json 和 safetensors），或其 .safetensors 文件。</translation>
    </message>
    <message>
        <source>"{0}" is no word that these models know in drawings: the region is a guess. Click on it, or draw a box.</source>
        <translation>这些模型不认识图画中的“{0}”：区域只是猜测。请单击它，或绘制选框。</translation>
    </message>
    <message>
        <source>"{0}" is no word that these models know in photographs. {1}</source>
        <translation>这些模型不认识照片中的“{0}”。{1}</translation>
    </message>
    <message>
        <source>"{0}" is no {1} in the layout of diffusers. Give the {2} of TAESD or its kin; files that hold its encoder or its decoder alone are of another layout.</source>
        <translation>“{0}”不是 diffusers 结构的 {1}。请提供 TAESD 或同类的 {2}；只含编码器或解码器的文件结构不同。</translation>
    </message>
    <message>
        <source>"{0}" is not a model bundle: it holds no {1}. Choose the folder that has one, or use the built-in bundle ("builtin").</source>
        <translation>“{0}”不是模型包：它不含 {1}。请选择含有它的文件夹，或使用内置模型包（“builtin”）。</translation>
    </message>
    <message>
        <source>"{0}" is not a picture that can be read. Open a PNG, JPEG, WebP, TIFF, HEIC, AVIF, BMP or GIF file.</source>
        <translation>“{0}”不是可以读取的图片。请打开 PNG、JPEG、WebP、TIFF、HEIC、AVIF、BMP 或 GIF 文件。</translation>
    </message>
    <message>
        <source>"{0}" is not here yet. Download "{1}" again to fetch what is missing.</source>
        <translation>这里还没有“{0}”。请重新下载“{1}”以获取缺少的部分。</translation>
    </message>
    <message>
        <source>"{0}" is not of the form NAME=FOLDER, such as plug-and-play=~/models/sd15.</source>
        <translation>“{0}”不符合 名称=文件夹 的形式，例如 plug-and-play=~/models/sd15。</translation>
    </message>
    <message>
        <source>"{0}" is not the {1} of a bundle: it holds no {2}. Choose the folder that has it.</source>
        <translation>“{0}”不是模型包的 {1}：它不含 {2}。请选择含有它的文件夹。</translation>
    </message>
    <message>
        <source>"{0}" is not {1}: it holds no {2}. Choose the folder that has it.</source>
        <translation>“{0}”不是 {1}：它不含 {2}。请选择含有它的文件夹。</translation>
    </message>
    <message>
        <source>"{0}" is not {1}: it holds no {2}. Install the bundle again.</source>
        <translation>“{0}”不是 {1}：它不含 {2}。请重新安装模型包。</translation>
    </message>
    <message>
        <source>"{0}" is nothing that can be done here. Things can be replaced, added, removed, moved, doubled, made larger or smaller, mirrored ("flip the dog"), and changed in colour, light and sharpness.</source>
        <translation>这里无法执行“{0}”。物体可以替换、添加、移除、移动、复制、放大或缩小、镜像（“flip the dog”），以及更改颜色、明暗和清晰度。</translation>
    </message>
    <message>
        <source>"{0}" is of the kind "{1}", which is not known here as a detector or segmenter. These kinds are: {2}.</source>
        <translation>“{0}”的类型是“{1}”，这里不认识这种检测器或分割器。认识的类型有：{2}。</translation>
    </message>
    <message>
        <source>"{0}" is of the kind {1}, which is not read here. Give a {2} file.</source>
        <translation>“{0}”的类型是 {1}，这里无法读取。请提供 {2} 文件。</translation>
    </message>
    <message>
        <source>"{0}" is on the hub no more: {1}. Get a newer lredit, or install a folder that you have with `lredit bundles compose`.</source>
        <translation>模型站上已没有“{0}”：{1}。请获取更新的 lredit，或用 `lredit bundles compose` 安装您已有的文件夹。</translation>
    </message>
    <message>
        <source>"{0}" is one of the choices themselves. Write them to another file, such as choices.zip.</source>
        <translation>“{0}”本身就是选择记录之一。请写入其他文件，例如 choices.zip。</translation>
    </message>
    <message>
        <source>"{0}" is only for those who accepted its licence. Accept it at {1}, make a token with read access in your account's settings there, and give it here (--token, or the field in the window).</source>
        <translation>“{0}”仅供接受其许可的人使用。请在 {1} 接受许可，在那里的账号设置中创建具有读取权限的令牌，并在此提供（--token，或窗口中的输入框）。</translation>
    </message>
    <message>
        <source>"{0}" is read as plain words: these models know no weights. Put what matters first instead.</source>
        <translation>“{0}”会按普通文字读取：这些模型不支持权重语法。请把重要的内容放在前面。</translation>
    </message>
    <message>
        <source>"{0}" is there already and holds no choices. Write them to another file, such as choices.zip.</source>
        <translation>“{0}”已存在，且不含选择记录。请写入其他文件，例如 choices.zip。</translation>
    </message>
    <message>
        <source>"{0}" is there already. Choose an empty folder, or take that away first.</source>
        <translation>“{0}”已存在。请选择空文件夹，或先将其移走。</translation>
    </message>
    <message>
        <source>"{0}" is write-protected. Choose another name.</source>
        <translation>“{0}”为写保护。请选择其他名称。</translation>
    </message>
    <message>
        <source>"{0}" is {1} without its {2}. Put a folder "{3}" beside it with {4} of a {5} pipeline in diffusers' layout, or give the folder of the whole pipeline.</source>
        <translation>“{0}”是缺少 {2} 的 {1}。请在旁边放一个文件夹“{3}”，其中含 diffusers 结构的 {5} 管线的 {4}，或提供整个管线的文件夹。</translation>
    </message>
    <message>
        <source>"{0}" lacks its tokenizer (tokenizer.json). Get that file too.</source>
        <translation>“{0}”缺少分词器 (tokenizer.json)。请同时获取该文件。</translation>
    </message>
    <message>
        <source>"{0}" lacks preprocessor_config.json. Get that file from where the model is from.</source>
        <translation>“{0}”缺少 preprocessor_config.json。请从模型来源处获取该文件。</translation>
    </message>
    <message>
        <source>"{0}" lacks {1} of the weights of its {2} ("{3}" is the first). Get the file again, or put a folder with its own configuration beside it.</source>
        <translation>“{0}”缺少其 {2} 的 {1} 个权重（第一个是“{3}”）。请重新获取该文件，或在旁边放一个含其自身配置的文件夹。</translation>
    </message>
    <message>
        <source>"{0}" lies inside of what is to be moved. Choose another folder.</source>
        <translation>“{0}”位于要移动的内容之中。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>"{0}" names "{1}" as its default editor but has {2}. Mend that entry.</source>
        <translation>“{0}”将“{1}”列为默认编辑器，但它只有 {2}。请修正该条目。</translation>
    </message>
    <message>
        <source>"{0}" names "{1}", which leads out of its folder. Put the files there, or name them from the root on.</source>
        <translation>“{0}”中的“{1}”指向其文件夹之外。请把文件放进该文件夹，或使用完整路径。</translation>
    </message>
    <message>
        <source>"{0}" names no class. Mend that file.</source>
        <translation>“{0}”没有列出任何类别。请修正该文件。</translation>
    </message>
    <message>
        <source>"{0}" names none of the {1} classes that this model can draw, among them {2}. Name one of them, or choose another editor.</source>
        <translation>“{0}”不属于此模型能画的 {1} 个类别，其中包括 {2}。请说出其中之一，或选择其他编辑器。</translation>
    </message>
    <message>
        <source>"{0}" names {1} classes, but the model was trained with {2}. Get the list that belongs to it.</source>
        <translation>“{0}”列出 {1} 个类别，但模型是用 {2} 个训练的。请获取与之对应的列表。</translation>
    </message>
    <message>
        <source>"{0}" needs more memory than there is. Close other pictures, or scale it down first.</source>
        <translation>“{0}”需要的内存超过可用内存。请关闭其他图片，或先将其缩小。</translation>
    </message>
    <message>
        <source>"{0}" no longer holds "{1}", which "{2}" needs. Get a newer lredit, or install a folder that you have with `lredit bundles compose`.</source>
        <translation>“{0}”不再含有“{2}”所需的“{1}”。请获取更新的 lredit，或用 `lredit bundles compose` 安装您已有的文件夹。</translation>
    </message>
    <message>
        <source>"{0}" offers "{1}" only as a pickled checkpoint, which can run code when it is opened; it was not fetched. Convert it on a machine that you trust (safetensors.torch.save_file) and install the folder with `lredit bundles compose`.</source>
        <translation>“{0}”仅以 pickle 检查点形式提供“{1}”，打开时可能运行代码；未获取。请在您信任的电脑上转换 (safetensors.torch.save_file)，并用 `lredit bundles compose` 安装该文件夹。</translation>
    </message>
    <message>
        <source>"{0}" only refers to parts that lie elsewhere; none of them is for lredit to move. Move them yourself, then say where each is: lredit bundles relocate {1} FOLDER --part PART.</source>
        <translation>“{0}”只引用位于别处的部件；lredit 不能移动它们。请自行移动，然后说明各自的位置：lredit bundles relocate {1} FOLDER --part PART。</translation>
    </message>
    <message>
        <source>"{0}" says it has {1} x {2} pixels, but a WebP holds {3} a side: it is damaged. Copy the file again from where it came.</source>
        <translation>“{0}”声称有 {1} x {2} 像素，但 WebP 每边最多 {3} 像素：文件已损坏。请从来源重新复制该文件。</translation>
    </message>
    <message>
        <source>"{0}" says it is larger than {1} million pixels, the most that can be opened. Scale it down first.</source>
        <translation>“{0}”声称大于 {1} 百万像素，超出可打开的上限。请先缩小。</translation>
    </message>
    <message>
        <source>"{0}" says nothing that can be done to what is there.</source>
        <translation>“{0}”没有说明可以对现有内容做什么。</translation>
    </message>
    <message>
        <source>"{0}" says of itself that it predicts noise and that its last step holds nothing else (zero terminal SNR), which exclude each other. Get the file from its maker again, or another release of it.</source>
        <translation>“{0}”声称预测噪声，又声称最后一步只含噪声 (zero terminal SNR)，二者互相排斥。请从作者处重新获取该文件，或使用其他版本。</translation>
    </message>
    <message>
        <source>"{0}" says that its denoiser predicts "{1}", which no sampler here can follow. Choose a checkpoint that predicts noise or velocity.</source>
        <translation>“{0}”表示其去噪器预测“{1}”，这里没有采样器可以处理。请选择预测噪声或速度的检查点。</translation>
    </message>
    <message>
        <source>"{0}" takes {1} GB, and there are {2} GB free where bundles lie. Make room, or refer to it where it is instead of copying it.</source>
        <translation>“{0}”需要 {1} GB，而模型包所在处有 {2} GB 可用。请腾出空间，或在原处引用而不复制。</translation>
    </message>
    <message>
        <source>"{0}" was changed by another program since it was opened or saved here. It was left as it is: save under another name, or save again and choose.</source>
        <translation>“{0}”在此处打开或保存之后已被其他程序更改，因此保持原样。请以其他名称保存，或再次保存并选择。</translation>
    </message>
    <message>
        <source>"{0}" was changed or cut short. Install it again.</source>
        <translation>“{0}”被更改或不完整。请重新安装。</translation>
    </message>
    <message>
        <source>"{0}" was not written ({1}). Try again.</source>
        <translation>未能写入“{0}”（{1}）。请重试。</translation>
    </message>
    <message>
        <source>"{0}" was not written: the disk said "{1}". Free some room or choose another disk.</source>
        <translation>“{0}”未写入：磁盘报告“{1}”。请腾出空间或选择其他磁盘。</translation>
    </message>
    <message>
        <source>"{0}" was trained with the noise of EDM ("{1}"), which no sampler here can follow. Choose a checkpoint that predicts noise or velocity, or another release of this model.</source>
        <translation>“{0}”是用 EDM 的噪声训练的（“{1}”），这里没有采样器可以处理。请选择预测噪声或速度的检查点，或此模型的其他版本。</translation>
    </message>
    <message>
        <source>"{0}" would be asked without encryption (http), so that nobody knows what comes. Nothing was fetched; check HF_ENDPOINT, or try again on another network.</source>
        <translation>访问“{0}”将不加密（http），无法确认收到的内容。未下载任何内容；请检查 HF_ENDPOINT，或换一个网络重试。</translation>
    </message>
    <message>
        <source>"{0}", line {1}: {2}. Mend or delete it.</source>
        <translation>“{0}”第 {1} 行：{2}。请修正或删除。</translation>
    </message>
    <message>
        <source>"{0}", which timm does not know</source>
        <translation>timm 不认识的“{0}”</translation>
    </message>
    <message>
        <source>"{0}": pictures are not written as {1}. End the name with one of {2}.</source>
        <translation>“{0}”：不能以 {1} 格式写入图片。请让名称以 {2} 之一结尾。</translation>
    </message>
    <message>
        <source>"{0}/config.json" is missing in "{1}". Get that file again.</source>
        <translation>“{1}”中缺少“{0}/config.json”。请重新获取该文件。</translation>
    </message>
    <message>
        <source>"{0}/{1}" in "{2}" is a pickled checkpoint, which can run code when it is opened; it was not loaded. Convert it to safetensors (safetensors.torch.save_file) and put that file in its place.</source>
        <translation>“{2}”中的“{0}/{1}”是 pickle 检查点，打开时可能运行代码；未加载。请将其转换为 safetensors (safetensors.torch.save_file)，并用该文件替换。</translation>
    </message>
    <message>
        <source>"{0}/{1}" is missing in "{2}" ({3} of the {4} files of these weights). Get it again.</source>
        <translation>“{2}”中缺少“{0}/{1}”（这些权重共 {4} 个文件，有 {3} 个）。请重新获取。</translation>
    </message>
    <message>
        <source>1 choice</source>
        <translation>1 次选择</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1 步</translation>
    </message>
    <message>
        <source>A LoRA changes a diffusion model: give the one it was made for with --editor.</source>
        <translation>LoRA 修改扩散模型：请用 --editor 提供它所针对的模型。</translation>
    </message>
    <message>
        <source>A PSD file holds at most 2 GB, and these layers need more. Write OpenRaster (.ora).</source>
        <translation>PSD 文件最多 2 GB，而这些图层需要更多。请写成 OpenRaster（.ora）。</translation>
    </message>
    <message>
        <source>A PSD file holds at most {0} pixels a side, but the picture has {1} x {2}. Make it smaller, or write OpenRaster (.ora).</source>
        <translation>PSD 文件每边最多 {0} 像素，而图片为 {1} x {2}。请缩小图片，或写成 OpenRaster（.ora）。</translation>
    </message>
    <message>
        <source>A bundle "{0}" is installed already. Choose another name, or remove it first (lredit bundles remove {1}).</source>
        <translation>模型包“{0}”已安装。请换一个名称，或先将其移除 (lredit bundles remove {1})。</translation>
    </message>
    <message>
        <source>A bundle cannot be called "{0}". Use letters, digits, dots, dashes and underscores; not "builtin".</source>
        <translation>模型包不能叫“{0}”。请使用字母、数字、句点、连字符和下划线；不能是“builtin”。</translation>
    </message>
    <message>
        <source>A bundle needs an editor. Give the folder of one with --editor, or "builtin".</source>
        <translation>模型包需要一个编辑器。请用 --editor 提供其文件夹，或“builtin”。</translation>
    </message>
    <message>
        <source>A guidance of {0} cannot be. Choose 0 for none, or more, up to {1}.</source>
        <translation>引导值不能为 {0}。请选择 0 表示无，或更大的值，最大 {1}。</translation>
    </message>
    <message>
        <source>A layer needs a name. Type one, or press Esc to keep the old one.</source>
        <translation>图层需要名称。请输入一个，或按 Esc 保留原名。</translation>
    </message>
    <message>
        <source>A name has 1 to 200 characters, this one {0}. Choose another.</source>
        <translation>名称应为 1 到 200 个字符，此名称有 {0} 个。请换一个。</translation>
    </message>
    <message>
        <source>A part of Ray is not installed. Install it: pip install 'lredit[ray]'.</source>
        <translation>Ray 的一部分没有安装。请安装：pip install 'lredit[ray]'。</translation>
    </message>
    <message>
        <source>A picture is written with 8 or 16 bits a channel, but {0} were asked for.</source>
        <translation>图片以每通道 8 或 16 位写入，但要求的是 {0}。</translation>
    </message>
    <message>
        <source>A picture needs (height, width, 3 or 4) values of 8 or 16 bit, but got {0} {1}.</source>
        <translation>图片需要 8 或 16 位的 (高, 宽, 3 或 4) 数值，但得到的是 {0} {1}。</translation>
    </message>
    <message>
        <source>A quality is 1 to 100, but {0} was asked for.</source>
        <translation>质量为 1 到 100，但要求的是 {0}。</translation>
    </message>
    <message>
        <source>A segmenter needs a box or a point. Give one of them.</source>
        <translation>分割器需要选框或点。请提供其中之一。</translation>
    </message>
    <message>
        <source>A shadow is found with its thing and goes with it. To take it alone, paint over it with the brush, or draw a box around it.</source>
        <translation>影子会随物体一起找到并一起移走。若只要影子，请用画笔涂抹，或在其周围绘制选框。</translation>
    </message>
    <message>
        <source>A side may have 1 to {0} whole pixels, but {1} were asked for.</source>
        <translation>边长可为 1 到 {0} 个整像素，但要求的是 {1}。</translation>
    </message>
    <message>
        <source>A silhouette needs (H, W, 3) uint8 pixels; these are {0} {1}.</source>
        <translation>轮廓需要 (H, W, 3) uint8 像素；这里是 {0} {1}。</translation>
    </message>
    <message>
        <source>A size may be {0} to {1} % of the picture, but {2} % was asked.</source>
        <translation>大小可为图片的 {0} 到 {1}%，但要求的是 {2}%。</translation>
    </message>
    <message>
        <source>A snapshot needs a name. Type one, or press Esc to keep none.</source>
        <translation>快照需要名称。请输入名称，或按 Esc 放弃。</translation>
    </message>
    <message>
        <source>A {0} cannot be loaded from one file. Give the folder of the pipeline instead of "{1}".</source>
        <translation>{0} 不能从单个文件加载。请提供管线的文件夹，而不是“{1}”。</translation>
    </message>
    <message>
        <source>A {0} file holds at most {1} pixels a side, but the picture has {2} x {3}. Make it smaller, or export it as PNG or TIFF.</source>
        <translation>{0} 文件每边最多 {1} 像素，而图片为 {2} x {3}。请缩小，或导出为 PNG 或 TIFF。</translation>
    </message>
    <message>
        <source>A {0} follows no instructions. Choose an InstructPix2Pix model.</source>
        <translation>{0} 不遵循指令。请选择 InstructPix2Pix 模型。</translation>
    </message>
    <message>
        <source>A {0} takes no LoRA files. Take them out of the bundle.</source>
        <translation>{0} 不接受 LoRA 文件。请将其从模型包中移除。</translation>
    </message>
    <message>
        <source>Adjustment layers were written as pixels, as the picture looked with them.</source>
        <translation>调整图层已按其效果写成像素。</translation>
    </message>
    <message>
        <source>All machines of the cluster are lost. {0}</source>
        <translation>集群中的所有机器都已失联。{0}</translation>
    </message>
    <message>
        <source>An adjustment has no colours of its own to match.</source>
        <translation>调整图层没有可匹配的自身颜色。</translation>
    </message>
    <message>
        <source>An adjustment has no pixels to merge. Merge all that is seen instead.</source>
        <translation>调整图层没有可合并的像素。请改为合并所有可见图层。</translation>
    </message>
    <message>
        <source>An adjustment's {0} is {1}. Give a value from {2} to {3}.</source>
        <translation>调整的 {0} 为 {1}。请给出 {2} 到 {3} 之间的值。</translation>
    </message>
    <message>
        <source>An eye for photographs needs a convolutional trunk of timm. Choose another.</source>
        <translation>照片识别需要 timm 的卷积主干。请选择其他模型。</translation>
    </message>
    <message>
        <source>Another download is running. Wait until it is done, or pause it, and try again.</source>
        <translation>另一个下载正在进行。请等它完成或暂停后再试。</translation>
    </message>
    <message>
        <source>Another window or command is changing your own things just now. Try again when it is done.</source>
        <translation>另一个窗口或命令正在更改您的自有物件。请待其完成后再试。</translation>
    </message>
    <message>
        <source>Anything into photographs in place of whatever words name.</source>
        <translation>将文字所指的内容替换为任何事物，放入照片。</translation>
    </message>
    <message>
        <source>Anything into photographs without a graphics card, or on a small one: four steps without guidance, about a tenth of the denoising of Photographs, small; details are softer.</source>
        <translation>无需显卡或只需小显卡即可将任何事物放入照片：四步、无引导，去噪量约为“Photographs, small”的十分之一；细节较柔和。</translation>
    </message>
    <message>
        <source>Anything into photographs, on most machines. The place to begin; details are best in boxes of about 512 pixels.</source>
        <translation>在大多数电脑上将任何事物放入照片。适合入门；约 512 像素的选框细节最佳。</translation>
    </message>
    <message>
        <source>Anything into photographs; trained from the start to fill regions, so that edges meet well.</source>
        <translation>将任何事物放入照片；从一开始就为填充区域而训练，边缘衔接良好。</translation>
    </message>
    <message>
        <source>Built-in models</source>
        <translation>内置模型</translation>
    </message>
    <message>
        <source>CPU, 1 thread</source>
        <translation>CPU，1 个线程</translation>
    </message>
    <message>
        <source>CPU, {0} threads</source>
        <translation>CPU，{0} 个线程</translation>
    </message>
    <message>
        <source>Changed pictures cannot be written down in "{0}": it takes no locks. Save them yourself.</source>
        <translation>无法在“{0}”中记录已更改的图片：该位置不支持锁定。请自行保存。</translation>
    </message>
    <message>
        <source>Checking the files; the models are not loaded, for they do not fit this machine</source>
        <translation>正在检查文件；模型不适合这台电脑，因此不加载</translation>
    </message>
    <message>
        <source>Choose one of {0}, or leave it out.</source>
        <translation>请选择 {0} 之一，或省略。</translation>
    </message>
    <message>
        <source>Clipped layers were written with masks cut to what is seen of them.</source>
        <translation>剪贴图层已写成裁切到可见部分的蒙版。</translation>
    </message>
    <message>
        <source>Comparing {0}</source>
        <translation>正在比对 {0}</translation>
    </message>
    <message>
        <source>Complex scenes and lettering, in English and Chinese; for graphics cards of data centres.</source>
        <translation>复杂场景和文字，支持英文和中文；适用于数据中心的显卡。</translation>
    </message>
    <message>
        <source>Copying the bundle</source>
        <translation>正在复制模型包</translation>
    </message>
    <message>
        <source>Copying the parts</source>
        <translation>正在复制部件</translation>
    </message>
    <message>
        <source>Did you mean {0}?</source>
        <translation>您是指 {0} 吗？</translation>
    </message>
    <message>
        <source>Does not fit: it takes a graphics card with {0} and {1} of main memory, or {2} of main memory alone; this machine has {3}.</source>
        <translation>不适合：需要 {0} 显存的显卡和 {1} 内存，或仅 {2} 内存；这台电脑有 {3}。</translation>
    </message>
    <message>
        <source>Downloads are switched off here (HF_HUB_OFFLINE). Switch them on and try again.</source>
        <translation>这里已关闭下载 (HF_HUB_OFFLINE)。请将其打开后再试。</translation>
    </message>
    <message>
        <source>Draw a box around it.</source>
        <translation>请在其周围绘制选框。</translation>
    </message>
    <message>
        <source>Drawings from the library</source>
        <translation>图库中的图画</translation>
    </message>
    <message>
        <source>Fits, but slow: it runs on the processor, for {0}.</source>
        <translation>适合，但较慢：在处理器上运行，因为{0}。</translation>
    </message>
    <message>
        <source>Fits, but slower: its models go to {0} one at a time.</source>
        <translation>适合，但稍慢：其模型逐个进入 {0}。</translation>
    </message>
    <message>
        <source>Fits: runs on {0} in {1}.</source>
        <translation>适合：在 {0} 上运行，占用 {1}。</translation>
    </message>
    <message>
        <source>For research alone, not for products or services and not commercially.</source>
        <translation>仅供研究，不得用于产品或服务，不得商用。</translation>
    </message>
    <message>
        <source>For research and private use, not commercially; businesses need a licence from Stability AI.</source>
        <translation>供研究和个人使用，不得商用；企业需要 Stability AI 的许可。</translation>
    </message>
    <message>
        <source>Free for any use; keep the copyright notice.</source>
        <translation>可自由用于任何用途；请保留版权声明。</translation>
    </message>
    <message>
        <source>Free for any use; keep the notices.</source>
        <translation>可自由用于任何用途；请保留声明。</translation>
    </message>
    <message>
        <source>Free for any use; keep the notices. Converted by others from the authors' checkpoint.</source>
        <translation>可自由用于任何用途；请保留声明。由他人从作者的检查点转换而来。</translation>
    </message>
    <message>
        <source>Free for research and private use, and for businesses with less than one million US dollars of revenue a year; others need a licence from Stability AI.</source>
        <translation>研究和个人使用免费，年收入低于一百万美元的企业也免费；其他企业需要 Stability AI 的许可。</translation>
    </message>
    <message>
        <source>Free, also commercially, but not for military, nuclear or espionage purposes; pass the licence on with copies. Read it before use. Meta grants or refuses access by name.</source>
        <translation>免费，可商用，但不得用于军事、核或间谍用途；分发副本时须附上许可。使用前请阅读。Meta 实名授予或拒绝访问。</translation>
    </message>
    <message>
        <source>Free, also commercially, but not for the harmful uses that the licence lists; pass these limits on with the model.</source>
        <translation>免费，可商用，但不得用于许可所列的有害用途；转让模型时须附上这些限制。</translation>
    </message>
    <message>
        <source>From {0}: you frame things as closely as the program does.</source>
        <translation>根据 {0}：您框选物体的松紧与程序一致。</translation>
    </message>
    <message>
        <source>From {0}: your boxes are {1} % {2} and {3} % {4} than the thing in them.</source>
        <translation>根据 {0}：您的选框比其中的物体{2} {1}%、{4} {3}%。</translation>
    </message>
    <message>
        <source>Get the file again, or put its own configuration beside it.</source>
        <translation>请重新获取该文件，或在旁边放上其自身的配置。</translation>
    </message>
    <message>
        <source>Go on with --resume.</source>
        <translation>请用 --resume 继续。</translation>
    </message>
    <message>
        <source>Groups inside of groups were taken as one.</source>
        <translation>编组中的编组已合为一个。</translation>
    </message>
    <message>
        <source>How a picture should feel is not known here. Say what should change: "make the picture warmer", "make the sky orange".</source>
        <translation>这里不理解图片应有的氛围。请说明要改变什么：“make the picture warmer”“make the sky orange”。</translation>
    </message>
    <message>
        <source>How far cannot be said in numbers. Say "to the left", "up", or drag it in the window.</source>
        <translation>距离不能用数字表示。请说“to the left”“up”，或在窗口中拖动。</translation>
    </message>
    <message>
        <source>How to make something "{0}" is not known here. What can be changed of {1}: {2}.</source>
        <translation>这里不知道如何让某物变得“{0}”。{1} 可更改的有：{2}。</translation>
    </message>
    <message>
        <source>I am not sure where "{0}" is. If none of these regions is right, draw a box.</source>
        <translation>不确定“{0}”在哪里。如果这些区域都不对，请绘制选框。</translation>
    </message>
    <message>
        <source>I do not know where "{0}" is. If none of these regions is right, draw a box.</source>
        <translation>不知道“{0}”在哪里。如果这些区域都不对，请绘制选框。</translation>
    </message>
    <message>
        <source>I see no room for "{0}" on "{1}". Say another place; in the window it can be dragged there.</source>
        <translation>在“{1}”上没有放“{0}”的地方。请换一个位置；在窗口中可以把它拖到那里。</translation>
    </message>
    <message>
        <source>I see nothing that could be "{0}". Draw a box around it.</source>
        <translation>没有看到可能是“{0}”的物体。请在其周围绘制选框。</translation>
    </message>
    <message>
        <source>I see nothing {0} that could be "{1}". If none of these regions is right, draw a box.</source>
        <translation>{0} 没有看到可能是“{1}”的物体。如果这些区域都不对，请绘制选框。</translation>
    </message>
    <message>
        <source>In a box or a mask one thing is done at a time. Say one of: {0}.</source>
        <translation>在选框或蒙版中一次只做一件事。请说其中之一：{0}。</translation>
    </message>
    <message>
        <source>Its colour profile is damaged and was left out.</source>
        <translation>其颜色配置文件已损坏，已略去。</translation>
    </message>
    <message>
        <source>Its colour profile is for other colours than it has and was left out.</source>
        <translation>其颜色配置文件与图片的颜色类型不符，已忽略。</translation>
    </message>
    <message>
        <source>JPEG has no transparency; what was transparent lies over white.</source>
        <translation>JPEG 不支持透明；透明部分显示为白色。</translation>
    </message>
    <message>
        <source>Large boxes and fine detail at 1024 pixels; prompts of several things.</source>
        <translation>1024 像素的大选框和精细细节；支持多个物体的提示词。</translation>
    </message>
    <message>
        <source>Large boxes and fine detail in place of whatever words name.</source>
        <translation>以大选框和精细细节替换文字所指的内容。</translation>
    </message>
    <message>
        <source>Large boxes at 1024 pixels in four steps, on graphics cards.</source>
        <translation>在显卡上以四步完成 1024 像素的大选框。</translation>
    </message>
    <message>
        <source>Layers that make the picture transparent do not do so in a PSD file.</source>
        <translation>使图片透明的图层在 PSD 文件中不会如此。</translation>
    </message>
    <message>
        <source>Leave it out.</source>
        <translation>请省略它。</translation>
    </message>
    <message>
        <source>Loading the editor "{0}"</source>
        <translation>正在加载编辑器“{0}”</translation>
    </message>
    <message>
        <source>Loading the filling network</source>
        <translation>正在加载填补网络</translation>
    </message>
    <message>
        <source>Loading the image-text and the self-supervised model</source>
        <translation>正在加载图文模型和自监督模型</translation>
    </message>
    <message>
        <source>Loading what finds and frames things</source>
        <translation>正在加载查找并框住物体的部分</translation>
    </message>
    <message>
        <source>Loading what finds and frames things ({0})</source>
        <translation>正在加载查找并框住物体的部分（{0}）</translation>
    </message>
    <message>
        <source>Long prompts and words inside of pictures; a text-to-image model that is used as an inpainter.</source>
        <translation>长提示词和图片中的文字；用作修复的文生图模型。</translation>
    </message>
    <message>
        <source>Memory is short: this edit was made in smaller parts, which takes longer. Close other programs before the next.</source>
        <translation>内存不足：此次编辑分成较小的部分完成，耗时更长。下次编辑前请关闭其他程序。</translation>
    </message>
    <message>
        <source>Mend that folder.</source>
        <translation>请修正该文件夹。</translation>
    </message>
    <message>
        <source>Moving {0}</source>
        <translation>正在移动 {0}</translation>
    </message>
    <message>
        <source>Nearest: {0}.</source>
        <translation>最接近的：{0}。</translation>
    </message>
    <message>
        <source>No colour profile was chosen. Choose an ICC file, or keep the picture's profile.</source>
        <translation>未选择颜色配置文件。请选择 ICC 文件，或保留图片的配置文件。</translation>
    </message>
    <message>
        <source>No machine of the cluster could load the models: its cards or cores may be in use (ray status says how many are free), or Ray's logs say why.</source>
        <translation>集群中没有机器能加载模型：其显卡或核心可能已被占用（ray status 会显示空闲数量），或请查看 Ray 的日志。</translation>
    </message>
    <message>
        <source>No model bundle is named. Give "{0}", a name, or the folder of a bundle.</source>
        <translation>未指定模型包。请给出“{0}”、名称或模型包的文件夹。</translation>
    </message>
    <message>
        <source>No package that is installed brings editors of the kind "{0}". Install the one that does, or choose another editor. There are: {1}.</source>
        <translation>已安装的软件包都不提供“{0}”类型的编辑器。请安装提供它的软件包，或选择其他编辑器。现有：{1}。</translation>
    </message>
    <message>
        <source>Nobody answers at {0}. See that the tunnel is open and that Ray runs on the workstation (RAY_AUTH_MODE=token ray start --head), then try again.</source>
        <translation>{0} 处无人应答。请确认隧道已打开、工作站上的 Ray 正在运行（RAY_AUTH_MODE=token ray start --head），然后再试一次。</translation>
    </message>
    <message>
        <source>Nothing can be seen of the thing: it is transparent. Choose another.</source>
        <translation>看不到该物体：它是透明的。请选择其他物体。</translation>
    </message>
    <message>
        <source>Nothing has to be said of what stays. To change all but {0}, say "blur everything but {0}".</source>
        <translation>不变的部分无需说明。若要更改 {0} 以外的一切，请说“blur everything but {0}”。</translation>
    </message>
    <message>
        <source>Nothing is filled from the surroundings here: the “not from here” strokes change nothing.</source>
        <translation>此处不从周围填充：“不从此处取样”的笔画没有作用。</translation>
    </message>
    <message>
        <source>Nothing is learned yet: accept an edit, or move its box and accept it.</source>
        <translation>尚未学到任何内容：请采用一次编辑，或移动其选框后采用。</translation>
    </message>
    <message>
        <source>Nothing is named. Say what to find, for example "the cat".</source>
        <translation>没有指明对象。请说明要找什么，例如“猫”。</translation>
    </message>
    <message>
        <source>On the workstation, run "ray get-auth-token --generate" once, begin Ray with "RAY_AUTH_MODE=token ray start --head", and copy its file ~/.ray/auth_token to this computer.</source>
        <translation>请在工作站上运行一次 "ray get-auth-token --generate"，用 "RAY_AUTH_MODE=token ray start --head" 启动 Ray，并把它的文件 ~/.ray/auth_token 复制到本机。</translation>
    </message>
    <message>
        <source>OpenRaster holds no adjustment layers; they were left out, but for the merged picture.</source>
        <translation>OpenRaster 不支持调整图层；已略去，但合并后的图片中包含其效果。</translation>
    </message>
    <message>
        <source>OpenRaster holds no clipping; clipped layers were cut to what is seen of them.</source>
        <translation>OpenRaster 不支持剪贴；已剪贴的图层被裁为可见部分。</translation>
    </message>
    <message>
        <source>OpenRaster holds no colour profile; the values are those of the picture's own.</source>
        <translation>OpenRaster 不支持颜色配置文件；数值为图片自身的数值。</translation>
    </message>
    <message>
        <source>OpenVINO on the processor</source>
        <translation>处理器上的 OpenVINO</translation>
    </message>
    <message>
        <source>Photographic pictures in about eight steps, prompts in English and Chinese.</source>
        <translation>约八步生成照片般的图片，提示词支持英文和中文。</translation>
    </message>
    <message>
        <source>Pictures with 32-bit values cannot be opened. Export it with 8 or 16 bits a channel first.</source>
        <translation>无法打开 32 位数值的图片。请先以每通道 8 或 16 位导出。</translation>
    </message>
    <message>
        <source>Pictures with {0}-bit floating-point values cannot be opened. Export it with 8 or 16 bits a channel first.</source>
        <translation>无法打开 {0} 位浮点值的图片。请先以每通道 8 或 16 位导出。</translation>
    </message>
    <message>
        <source>Pictures with {0}-bit values that are signed or longer than 16 bits cannot be opened. Export it with 8 or 16 bits a channel first.</source>
        <translation>无法打开带符号或超过 16 位的 {0} 位数值的图片。请先以每通道 8 或 16 位导出。</translation>
    </message>
    <message>
        <source>Prompts of several things in few steps, at 512 pixels; a text-to-image model that is used as an inpainter. Not for commercial use.</source>
        <translation>以少量步数处理多个物体的提示词，512 像素；用作修复的文生图模型。不得商用。</translation>
    </message>
    <message>
        <source>Putting the bundle together</source>
        <translation>正在组装模型包</translation>
    </message>
    <message>
        <source>Quick candidates in about twelve steps, by filling in tokens as in MaskGIT; plainer pictures than diffusion.</source>
        <translation>约十二步快速得到候选，如 MaskGIT 般填充标记；图片比扩散模型朴素。</translation>
    </message>
    <message>
        <source>Ray answers at {0}, but does not take us in. Look at what "RAY_AUTH_MODE=token ray status" says on the workstation, or begin Ray anew there.</source>
        <translation>{0} 处的 Ray 有响应，但没有接纳我们。请在工作站上查看 "RAY_AUTH_MODE=token ray status" 的输出，或在那里重新启动 Ray。</translation>
    </message>
    <message>
        <source>Ray is not installed. Install it: pip install 'lredit[ray]'.</source>
        <translation>Ray 没有安装。请安装：pip install 'lredit[ray]'。</translation>
    </message>
    <message>
        <source>Run it again.</source>
        <translation>请再运行一次。</translation>
    </message>
    <message>
        <source>Say how it should look: "{0} dark green". {1}</source>
        <translation>请说明它应有的样子：“{0} dark green”。{1}</translation>
    </message>
    <message>
        <source>Say one of them: "make {0} {1}".</source>
        <translation>请说其中之一：“make {0} {1}”。</translation>
    </message>
    <message>
        <source>Say only what should change: what else there is stays as it is.</source>
        <translation>只需说明要改变什么：其余保持不变。</translation>
    </message>
    <message>
        <source>Say what should be in its place: {0}.</source>
        <translation>请说明应以什么代替：{0}。</translation>
    </message>
    <message>
        <source>Say what stays as it is: {0}.</source>
        <translation>请说明什么保持不变：{0}。</translation>
    </message>
    <message>
        <source>Say what to {0}, for example "{1} the car".</source>
        <translation>请说明要 {0} 什么，例如“{1} the car”。</translation>
    </message>
    <message>
        <source>Say which thing is meant.</source>
        <translation>请说明所指的物体。</translation>
    </message>
    <message>
        <source>Several packages bring editors of the kind "{0}": {1}. Uninstall all but one.</source>
        <translation>多个软件包提供“{0}”类型的编辑器：{1}。请只保留一个。</translation>
    </message>
    <message>
        <source>Show both layers before you merge them.</source>
        <translation>合并之前请先显示两个图层。</translation>
    </message>
    <message>
        <source>Small diffusion model</source>
        <translation>小型扩散模型</translation>
    </message>
    <message>
        <source>Small masked transformer</source>
        <translation>小型掩码变换器</translation>
    </message>
    <message>
        <source>Some of what the file says about the picture (EXIF) cannot be read and was left out.</source>
        <translation>文件中关于图片的部分信息 (EXIF) 无法读取，已略去。</translation>
    </message>
    <message>
        <source>Something answers at {0}, but not as Ray does for other machines ({1}). Give the port that Ray calls its client server, {2} where nobody chose another; both sides must use RAY_USE_TLS, or neither.</source>
        <translation>{0} 处有响应，但不是 Ray 对其他机器的应答（{1}）。请给出 Ray 称为客户端服务器的端口（未另行选择时为 {2}）；两端必须都使用 RAY_USE_TLS，或都不使用。</translation>
    </message>
    <message>
        <source>Something went wrong in the program while it did this work. Copy the details to report it.</source>
        <translation>程序在执行此操作时出了问题。请复制详情以便报告。</translation>
    </message>
    <message>
        <source>Something went wrong in the program. Run it again with --verbose, and report what it says.</source>
        <translation>程序出了问题。请用 --verbose 再运行一次，并报告它的输出。</translation>
    </message>
    <message>
        <source>Stable Diffusion 1 or 2</source>
        <translation>Stable Diffusion 1 或 2</translation>
    </message>
    <message>
        <source>Straighten by an angle from -45 to 45 degrees; turn by quarters first where it is more.</source>
        <translation>请以 -45 到 45 度之间的角度拉直；更大的角度请先旋转 90 度。</translation>
    </message>
    <message>
        <source>Taking out, changing and moving whatever words name, far beyond the built-in list; best with a graphics card: without one each new phrase takes half a minute.</source>
        <translation>取出、修改和移动文字所指的任何事物，远超内置列表；最好有显卡：没有显卡时每个新短语需要半分钟。</translation>
    </message>
    <message>
        <source>Taking things out of photographs, and moving them, on any machine, in seconds: the built-in models find the thing, a network fills what it leaves. Nothing is painted anew.</source>
        <translation>在任何电脑上几秒内从照片中移除或移动物体：内置模型找到物体，网络填补留下的空缺。不会重新绘制任何内容。</translation>
    </message>
    <message>
        <source>That is the whole picture. Say what in it should go.</source>
        <translation>那是整张图片。请说明其中要去掉什么。</translation>
    </message>
    <message>
        <source>That is the whole picture. Say which thing in it is meant.</source>
        <translation>那是整张图片。请说明其中所指的物体。</translation>
    </message>
    <message>
        <source>The LoRA "{0}" is not of the form FILE:WEIGHT with a number such as 0.8 for the weight.</source>
        <translation>LoRA“{0}”不符合 文件:权重 的形式，权重应为数字，例如 0.8。</translation>
    </message>
    <message>
        <source>The LoRA "{0}" was made for another model: its layers read texts of another width than this model's {1}. Choose one made for this model.</source>
        <translation>LoRA“{0}”是为其他模型制作的：其各层读取的文本宽度与此模型的 {1} 不同。请选择为此模型制作的 LoRA。</translation>
    </message>
    <message>
        <source>The PSD file holds 8 bits a channel; 16 were rounded to them.</source>
        <translation>PSD 文件每通道 8 位；16 位已取整。</translation>
    </message>
    <message>
        <source>The Ray at {0} lets everybody in: whoever reaches it can run programs there and see your pictures. Nothing was sent. {1}</source>
        <translation>{0} 处的 Ray 接纳所有人：任何能连上它的人都能在那里运行程序并看到您的图片。没有发送任何内容。{1}</translation>
    </message>
    <message>
        <source>The autoencoder gave no picture (NaN), in 32 bits either. Its file is damaged: get it again.</source>
        <translation>自编码器没有产生图片 (NaN)，32 位也不行。其文件已损坏：请重新获取。</translation>
    </message>
    <message>
        <source>The autoencoder gave no picture (NaN). Its file is damaged: get it again.</source>
        <translation>自编码器没有产生图片 (NaN)。其文件已损坏：请重新获取。</translation>
    </message>
    <message>
        <source>The best fit to light and surroundings; for private use and research only.</source>
        <translation>与光线和环境最协调；仅供个人使用和研究。</translation>
    </message>
    <message>
        <source>The box {0} has no area. Draw a larger one.</source>
        <translation>选框 {0} 没有面积。请绘制更大的选框。</translation>
    </message>
    <message>
        <source>The box {0} has no area. Give x0,y0,x1,y1 with x0 &lt; x1 and y0 &lt; y1, in pixels.</source>
        <translation>选框 {0} 没有面积。请以像素给出 x0,y0,x1,y1，且 x0 &lt; x1、y0 &lt; y1。</translation>
    </message>
    <message>
        <source>The box {0} is {1} x {2} pixels of the picture. Give one of at least {3} on each side.</source>
        <translation>选框 {0} 只有图片的 {1} x {2} 像素。请给出每边至少 {3} 像素的选框。</translation>
    </message>
    <message>
        <source>The box {0} lies outside of the picture, which is {1} x {2} pixels. Choose x between 0 and {3} and y between 0 and {4}.</source>
        <translation>选框 {0} 位于 {1} x {2} 像素的图片之外。请让 x 在 0 到 {3} 之间，y 在 0 到 {4} 之间。</translation>
    </message>
    <message>
        <source>The box {0} reaches out of the picture, which is {1} x {2} pixels: {3} is edited.</source>
        <translation>选框 {0} 超出 {1} x {2} 像素的图片：将编辑 {3}。</translation>
    </message>
    <message>
        <source>The built-in bundle belongs to the program and stays as it is.</source>
        <translation>内置模型包属于程序，保持原样。</translation>
    </message>
    <message>
        <source>The bundle "{0}" came with the package "{1}" and stays as it is. It goes with that: pip uninstall {2}.</source>
        <translation>模型包“{0}”随软件包“{1}”而来，保持原样。卸载该软件包即可移除：pip uninstall {2}。</translation>
    </message>
    <message>
        <source>The bundle "{0}" has no editor "{1}". It has: {2}.</source>
        <translation>模型包“{0}”没有编辑器“{1}”。它有：{2}。</translation>
    </message>
    <message>
        <source>The catalogue "{0}" cannot be read ({1}). Name another file.</source>
        <translation>无法读取目录“{0}”（{1}）。请指定其他文件。</translation>
    </message>
    <message>
        <source>The catalogue "{0}" is damaged: {1}: {2}. Mend that entry, or install lredit again.</source>
        <translation>目录“{0}”已损坏：{1}：{2}。请修正该条目，或重新安装 lredit。</translation>
    </message>
    <message>
        <source>The catalogue has no bundle "{0}". It has: {1}.</source>
        <translation>目录中没有模型包“{0}”。其中有：{1}。</translation>
    </message>
    <message>
        <source>The colour profile "{0}" cannot be read ({1}). Choose another file.</source>
        <translation>无法读取颜色配置文件“{0}”（{1}）。请选择其他文件。</translation>
    </message>
    <message>
        <source>The colours were converted at 8 bits a channel, which is what this profile allows.</source>
        <translation>颜色以每通道 8 位转换，这是此配置文件所允许的。</translation>
    </message>
    <message>
        <source>The config.json in "{0}" names {1}. {2}</source>
        <translation>“{0}”中的 config.json 指明 {1}。{2}</translation>
    </message>
    <message>
        <source>The connection that was cut does not end. Start the program again.</source>
        <translation>已断开的连接没有结束。请重新启动程序。</translation>
    </message>
    <message>
        <source>The connection to the workstation at {0} was cut, or its engine ended. Your picture and layers are as they were: press Edit again to connect anew, or choose this computer in the settings, under Device.</source>
        <translation>与 {0} 处工作站的连接已断开，或其引擎已结束。您的图片和图层保持原样：再按一次“编辑”重新连接，或在设置的“设备”中选择本机。</translation>
    </message>
    <message>
        <source>The denoiser gave no picture (NaN). Choose another sampler or other weights: half precision is too little for some models.</source>
        <translation>去噪器没有产生图片 (NaN)。请选择其他采样器或权重：半精度对某些模型不够。</translation>
    </message>
    <message>
        <source>The disk is full: there is no room for more in "{0}". What was fetched is kept; make room and download again to go on from there.</source>
        <translation>磁盘已满：“{0}”中没有空间了。已获取的内容会保留；请腾出空间并重新下载以继续。</translation>
    </message>
    <message>
        <source>The download takes {0} and {1} should stay free, but the disk of "{2}" has {3} left. Make room and download again.</source>
        <translation>下载需要 {0}，并应留出 {1} 空余，但“{2}”所在的磁盘只剩 {3}。请腾出空间并重新下载。</translation>
    </message>
    <message>
        <source>The engine ended without an answer. Try again, and report it if it happens twice.</source>
        <translation>引擎没有应答就结束了。请再试一次；若再次发生，请报告。</translation>
    </message>
    <message>
        <source>The engine ended.</source>
        <translation>引擎已结束。</translation>
    </message>
    <message>
        <source>The engine failed on the workstation; your picture and your layers are as they were. Try again, and report it with the details if it happens twice.</source>
        <translation>工作站上的引擎失败；您的图片和图层保持原样。请再试一次；若再次发生，请附上详细信息报告。</translation>
    </message>
    <message>
        <source>The engine failed unexpectedly; your picture and your layers are as they were. Try again, and report it with the details if it happens twice.</source>
        <translation>引擎意外失败；您的图片和图层保持原样。请再试一次，如果再次发生，请附上详情报告。</translation>
    </message>
    <message>
        <source>The fewest steps, with the smallest image-text model; a text-to-image model that is used as an inpainter. For research only.</source>
        <translation>步数最少，使用最小的图文模型；用作修复的文生图模型。仅供研究。</translation>
    </message>
    <message>
        <source>The file "{0}" cannot be read ({1}). Check that you may read it.</source>
        <translation>无法读取文件“{0}”（{1}）。请检查您是否有读取权限。</translation>
    </message>
    <message>
        <source>The file "{0}" is empty (0 bytes). Open another picture.</source>
        <translation>文件“{0}”为空（0 字节）。请打开其他图片。</translation>
    </message>
    <message>
        <source>The file "{0}" is missing from "{1}" on the hub. Try again later, or get a newer lredit.</source>
        <translation>模型站上的“{1}”缺少文件“{0}”。请稍后再试，或获取更新的 lredit。</translation>
    </message>
    <message>
        <source>The file holds more than 8 bits a channel; it was opened with 8.</source>
        <translation>该文件每通道超过 8 位；已按 8 位打开。</translation>
    </message>
    <message>
        <source>The file holds several pictures; the first one was opened.</source>
        <translation>文件含有多张图片；已打开第一张。</translation>
    </message>
    <message>
        <source>The file lacks its end; nothing of the picture is missing.</source>
        <translation>文件缺少结尾；图片内容没有缺失。</translation>
    </message>
    <message>
        <source>The file name "{0}" does not say a format that is written. End it with one of {1}.</source>
        <translation>文件名“{0}”没有指明可写入的格式。请以 {1} 之一结尾。</translation>
    </message>
    <message>
        <source>The file name "{0}" holds a character that no file name can hold. Choose another name.</source>
        <translation>文件名“{0}”含有文件名不允许的字符。请选择其他名称。</translation>
    </message>
    <message>
        <source>The file name "{0}" holds a character that no file name can hold. Open another picture.</source>
        <translation>文件名“{0}”含有文件名不允许的字符。请打开其他图片。</translation>
    </message>
    <message>
        <source>The filling network gave no picture (NaN). Its file is damaged: get it again.</source>
        <translation>填补网络没有产生图片 (NaN)。其文件已损坏：请重新获取。</translation>
    </message>
    <message>
        <source>The folder "{0}" cannot be made ({1}).</source>
        <translation>无法创建文件夹“{0}”（{1}）。</translation>
    </message>
    <message>
        <source>The folder "{0}" cannot be read ({1}).</source>
        <translation>无法读取文件夹“{0}”（{1}）。</translation>
    </message>
    <message>
        <source>The folder "{0}" cannot be written to. Choose another one.</source>
        <translation>无法写入文件夹“{0}”。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The folder "{0}" has gone after {1} of {2} photographs.</source>
        <translation>在处理 {1} / {2} 张照片后，文件夹“{0}”不见了。</translation>
    </message>
    <message>
        <source>The folder "{0}" is missing. Install the bundle again.</source>
        <translation>缺少文件夹“{0}”。请重新安装模型包。</translation>
    </message>
    <message>
        <source>The hub does not know this token. Make a new one with read access in your account's settings there, and give that one.</source>
        <translation>模型站不认识此令牌。请在那里的账号设置中创建具有读取权限的新令牌并提供。</translation>
    </message>
    <message>
        <source>The hub has no "{0}" (any more).</source>
        <translation>模型站上（已）没有“{0}”。</translation>
    </message>
    <message>
        <source>The hub has no repository "{0}" at "{1}" (any more), or does not show it to you.</source>
        <translation>模型站上“{1}”处（已）没有仓库“{0}”，或不向您显示。</translation>
    </message>
    <message>
        <source>The image tower {0} is of a kind that is not supported. Choose an open_clip model with a ViT, a ResNet or a timm tower.</source>
        <translation>图像塔 {0} 的类型不受支持。请选择带 ViT、ResNet 或 timm 塔的 open_clip 模型。</translation>
    </message>
    <message>
        <source>The image-text model in "{0}" needs the tokenizer of "{1}", which is not in that folder. Put tokenizer.json and tokenizer_config.json of it there; nothing is fetched.</source>
        <translation>“{0}”中的图文模型需要“{1}”的分词器，但该文件夹中没有。请将其 tokenizer.json 和 tokenizer_config.json 放入；不会自动获取。</translation>
    </message>
    <message>
        <source>The layer would be smaller than a pixel. Scale it less.</source>
        <translation>图层会小于一个像素。请减小缩放幅度。</translation>
    </message>
    <message>
        <source>The layer would have more than {0} megapixels, or a side of more than {1}. Scale it less.</source>
        <translation>图层会超过 {0} 百万像素，或边长超过 {1}。请减小缩放幅度。</translation>
    </message>
    <message>
        <source>The library has no drawing for '{0}'. {1} It holds {2} things; name one of them, or choose another editor or library.</source>
        <translation>图库中没有“{0}”的图画。{1} 其中有 {2} 种物体；请说出其中之一，或选择其他编辑器或图库。</translation>
    </message>
    <message>
        <source>The list is under Models (Ctrl+M), and `lredit bundles things` prints it.</source>
        <translation>列表在“模型”中 (Ctrl+M)，`lredit bundles things` 也会打印。</translation>
    </message>
    <message>
        <source>The list of your own things in "{0}" is damaged. Restore it from a backup, or start anew with `lredit library clear`.</source>
        <translation>“{0}”中的自有物件列表已损坏。请从备份恢复，或用 `lredit library clear` 重新开始。</translation>
    </message>
    <message>
        <source>The machine that edited it was lost {0} times. {1}</source>
        <translation>编辑它的机器失联了 {0} 次。{1}</translation>
    </message>
    <message>
        <source>The mask covers so much of the picture that nothing is left to fill it from. Choose a smaller region.</source>
        <translation>蒙版覆盖的图片太多，没有剩余部分可用于填补。请选择更小的区域。</translation>
    </message>
    <message>
        <source>The mask covers {0} of the picture, too much to fill from the rest. Choose something smaller.</source>
        <translation>蒙版覆盖图片的 {0}，太多而无法用其余部分填补。请选择更小的范围。</translation>
    </message>
    <message>
        <source>The mask is empty, or reaches out of the picture. Paint over the thing.</source>
        <translation>蒙版为空，或超出图片。请涂抹该物体。</translation>
    </message>
    <message>
        <source>The mask is empty: nothing would be changed. Draw a box around the thing, or paint it.</source>
        <translation>蒙版为空：不会有任何更改。请在物体周围绘制选框，或涂抹它。</translation>
    </message>
    <message>
        <source>The mask is empty: nothing would be removed. Draw a box around the thing, or paint it.</source>
        <translation>蒙版为空：不会移除任何内容。请在物体周围绘制选框，或涂抹它。</translation>
    </message>
    <message>
        <source>The mask is empty: there is nothing to cut out. Draw a box around the thing, or paint it.</source>
        <translation>蒙版为空：没有可抠出的内容。请在物体周围绘制选框，或涂抹它。</translation>
    </message>
    <message>
        <source>The mask is not of the layer's size.</source>
        <translation>蒙版与图层大小不同。</translation>
    </message>
    <message>
        <source>The mask is {0} and the picture {1}; they must be of one size.</source>
        <translation>蒙版为 {0}，图片为 {1}；二者大小必须相同。</translation>
    </message>
    <message>
        <source>The mask is {0} {1} and covers {2}. Give 8-bit values, one for each pixel.</source>
        <translation>蒙版为 {0} {1}，覆盖 {2}。请给出 8 位数值，每像素一个。</translation>
    </message>
    <message>
        <source>The mask reaches to {0}, beyond the picture of {1} x {2} pixels. Find the mask again in this picture.</source>
        <translation>蒙版延伸到 {0}，超出 {1} x {2} 像素的图片。请在此图片中重新寻找蒙版。</translation>
    </message>
    <message>
        <source>The memory did not suffice for this edit. Close other programs, choose a smaller preset or a smaller box, and try again.</source>
        <translation>内存不足以完成此编辑。请关闭其他程序，选择更小的预设或选框，然后再试。</translation>
    </message>
    <message>
        <source>The mode {0} is not known here and was taken as normal.</source>
        <translation>这里不认识模式 {0}，已当作正常。</translation>
    </message>
    <message>
        <source>The model hub answers with an error ({0}). Try again later; what was fetched is kept.</source>
        <translation>模型站返回错误 ({0})。请稍后再试；已获取的内容会保留。</translation>
    </message>
    <message>
        <source>The model hub cannot be reached, or the connection broke. Check the network and try again.</source>
        <translation>无法连接模型站，或连接中断。请检查网络后再试。</translation>
    </message>
    <message>
        <source>The model in "{0}" is a {1} ("{2}")</source>
        <translation>“{0}”中的模型是 {1}（“{2}”）</translation>
    </message>
    <message>
        <source>The model may not be used commercially without a licence from Black Forest Labs; the licence also lists forbidden uses.</source>
        <translation>未经 Black Forest Labs 许可不得商用；许可还列出了禁止的用途。</translation>
    </message>
    <message>
        <source>The new canvas has no area. Give a width and a height of at least one pixel.</source>
        <translation>新画布没有面积。请给出至少一个像素的宽度和高度。</translation>
    </message>
    <message>
        <source>The opacity of groups was written into their layers.</source>
        <translation>编组的不透明度已写入其图层。</translation>
    </message>
    <message>
        <source>The outline may be wrong in part. Look at it, and mend it with the brush if it is.</source>
        <translation>轮廓可能有部分不准。请检查，必要时用画笔修正。</translation>
    </message>
    <message>
        <source>The output cannot be written ({0}). Send it to another file or disk.</source>
        <translation>无法写入输出（{0}）。请将其发送到其他文件或磁盘。</translation>
    </message>
    <message>
        <source>The package "{0}", which brings editors of the kind "{1}", cannot be imported ({2}). Install it again, or choose another editor.</source>
        <translation>提供“{1}”类型编辑器的软件包“{0}”无法导入（{2}）。请重新安装，或选择其他编辑器。</translation>
    </message>
    <message>
        <source>The package "{0}", which brings editors of the kind "{1}", cannot make it ({2}). Update it, or choose another editor.</source>
        <translation>提供“{1}”类型编辑器的软件包“{0}”无法创建它（{2}）。请更新，或选择其他编辑器。</translation>
    </message>
    <message>
        <source>The package "{0}", which brings editors of the kind "{1}", made something that is no editor. Update it, or choose another editor.</source>
        <translation>提供“{1}”类型编辑器的软件包“{0}”创建的不是编辑器。请更新，或选择其他编辑器。</translation>
    </message>
    <message>
        <source>The part "{0}" should be one .safetensors file and holds {1}. Download it again.</source>
        <translation>部件“{0}”应为一个 .safetensors 文件，但含有 {1}。请重新下载。</translation>
    </message>
    <message>
        <source>The parts of "{0}" do not belong together: {1} tokens a side are {2} px with its quantiser, not what {3} says. Get the model again.</source>
        <translation>“{0}”的各部分不匹配：每边 {1} 个标记经其量化器为 {2} px，与 {3} 所述不符。请重新获取模型。</translation>
    </message>
    <message>
        <source>The parts take {0}, and the disk of "{1}" has {2} left. Choose another folder or make room.</source>
        <translation>部件需要 {0}，而“{1}”所在的磁盘只剩 {2}。请选择其他文件夹或腾出空间。</translation>
    </message>
    <message>
        <source>The picture cannot be written as 16-bit PNG. Export it as TIFF instead.</source>
        <translation>图片无法写为 16 位 PNG。请改为导出 TIFF。</translation>
    </message>
    <message>
        <source>The picture cannot be written as {0} ({1}). Export it as PNG instead.</source>
        <translation>图片无法写为 {0}（{1}）。请改为导出 PNG。</translation>
    </message>
    <message>
        <source>The picture has no pixels. Open another file.</source>
        <translation>图片没有像素。请打开其他文件。</translation>
    </message>
    <message>
        <source>The picture is {0} x {1} pixels; editing needs at least {2} on each side.</source>
        <translation>图片为 {0} x {1} 像素；编辑要求每边至少 {2}。</translation>
    </message>
    <message>
        <source>The picture needs at least one pixel each way.</source>
        <translation>图片在每个方向上至少需要一个像素。</translation>
    </message>
    <message>
        <source>The picture was converted from {0} to RGB.</source>
        <translation>图片已从 {0} 转换为 RGB。</translation>
    </message>
    <message>
        <source>The picture's 16 bits a channel became 8, which is what this format holds.</source>
        <translation>图片的每通道 16 位变为 8 位，这是此格式的上限。</translation>
    </message>
    <message>
        <source>The pipeline in "{0}" brings program code of its own ({1}), which is never run here. Choose a pipeline that is made of diffusers' own classes.</source>
        <translation>“{0}”中的管线带有自己的程序代码（{1}），这里绝不运行。请选择由 diffusers 自身的类构成的管线。</translation>
    </message>
    <message>
        <source>The pipeline in "{0}" cannot be loaded: its files are damaged or do not fit together. Get it again.</source>
        <translation>无法加载“{0}”中的管线：其文件已损坏或不匹配。请重新获取。</translation>
    </message>
    <message>
        <source>The pipeline {0} takes no mask, so it cannot edit a region. Choose an inpainting pipeline.</source>
        <translation>管线 {0} 不接受蒙版，因此无法编辑区域。请选择修复管线。</translation>
    </message>
    <message>
        <source>The point ({0}, {1}) lies outside of the picture, which is {2} x {3} pixels. Point at something in it.</source>
        <translation>点 ({0}, {1}) 位于 {2} x {3} 像素的图片之外。请指向图片中的内容。</translation>
    </message>
    <message>
        <source>The process that edited it ended twice, {0}. Run it with fewer --workers.</source>
        <translation>编辑它的进程结束了两次，{0}。请减少 --workers 后再运行。</translation>
    </message>
    <message>
        <source>The program's own file "resources/{0}" is missing. Install lredit again, or clone it whole.</source>
        <translation>缺少程序自身的文件“resources/{0}”。请重新安装 lredit，或完整克隆。</translation>
    </message>
    <message>
        <source>The project's pixels could not be written.</source>
        <translation>无法写入项目的像素。</translation>
    </message>
    <message>
        <source>The prompt is empty. Say what should be in the picture, for example "a red apple".</source>
        <translation>提示词为空。请说明图片中应有什么，例如“a red apple”。</translation>
    </message>
    <message>
        <source>The prompt is too long for this model, which does not read "{0}". Say it in fewer words.</source>
        <translation>提示词对此模型太长，它不读取“{0}”。请用更少的词。</translation>
    </message>
    <message>
        <source>The prompt speaks of "{0}" and "replaces" of "{1}". Say one of them.</source>
        <translation>提示词说的是“{0}”，而“替换”说的是“{1}”。请只说其中之一。</translation>
    </message>
    <message>
        <source>The region network "{0}" is missing or damaged: regions are learned without that starting point. Install the bundle again.</source>
        <translation>区域网络“{0}”缺失或已损坏：将不使用该起点来学习区域。请重新安装模型包。</translation>
    </message>
    <message>
        <source>The repository "{0}" lists a file "{1}" that would lie outside of its folder. Nothing was fetched; do not use this repository.</source>
        <translation>仓库“{0}”列出的文件“{1}”会位于其文件夹之外。未获取任何内容；请勿使用此仓库。</translation>
    </message>
    <message>
        <source>The same with a detector made for speed; less sure of rare things.</source>
        <translation>同上，检测器以速度为重；对少见物体把握较小。</translation>
    </message>
    <message>
        <source>The seed {0} is out of range. Choose a whole number from 0 to {1}.</source>
        <translation>种子 {0} 超出范围。请选择 0 到 {1} 的整数。</translation>
    </message>
    <message>
        <source>The self-supervised model has to be a vision transformer with patch tokens, such as DINO or DINOv2. Choose the folder of one, or "builtin".</source>
        <translation>自监督模型必须是带图块标记的视觉变换器，例如 DINO 或 DINOv2。请选择其文件夹，或“builtin”。</translation>
    </message>
    <message>
        <source>The server sent nothing.</source>
        <translation>服务器没有发送任何内容。</translation>
    </message>
    <message>
        <source>The stages of a picture need a trunk of timm. Choose another bundle.</source>
        <translation>图片的各阶段需要 timm 的主干。请选择其他模型包。</translation>
    </message>
    <message>
        <source>The stored export settings cannot be read. Choose them anew.</source>
        <translation>无法读取已存的导出设置。请重新选择。</translation>
    </message>
    <message>
        <source>The sub-folder "vqvae" is missing in "{0}". Get that sub-folder again.</source>
        <translation>“{0}”中缺少子文件夹“vqvae”。请重新获取该子文件夹。</translation>
    </message>
    <message>
        <source>The sub-folder "{0}" is missing in "{1}", whose model_index.json names it. Get that sub-folder, or the pipeline again.</source>
        <translation>“{1}”中缺少其 model_index.json 所列的子文件夹“{0}”。请获取该子文件夹，或重新获取管线。</translation>
    </message>
    <message>
        <source>The surest at finding every thing of a kind, with masks; large, and given out by name.</source>
        <translation>最可靠地找到同类的每个物体，并带蒙版；体积大，需实名获取。</translation>
    </message>
    <message>
        <source>The text tower of the image-text model in "{0}" is the Hugging Face model "{1}", whose configuration is not on this machine. Put its config.json into a folder "{2}" there, or choose a model with a text tower of open_clip's own; nothing is fetched.</source>
        <translation>“{0}”中图文模型的文本塔是 Hugging Face 模型“{1}”，其配置不在这台电脑上。请将其 config.json 放入那里的文件夹“{2}”，或选择使用 open_clip 自带文本塔的模型；不会自动获取。</translation>
    </message>
    <message>
        <source>The thing is cut off by the edge of the picture: where it goes, the cut will be seen.</source>
        <translation>物体被图片边缘截断：移到新位置后会看到切口。</translation>
    </message>
    <message>
        <source>The thing takes up so much of the picture that the place it leaves cannot be filled from the rest. Change it where it is.</source>
        <translation>物体占图片太多，其留下的空缺无法用其余部分填补。请在原处修改它。</translation>
    </message>
    <message>
        <source>The thing would be {0} times its size. Choose {1} to {2}.</source>
        <translation>物体会是原大小的 {0} 倍。请选择 {1} 到 {2}。</translation>
    </message>
    <message>
        <source>The thing would lie at {0}, outside of the picture of {1} x {2} pixels. Put it inside.</source>
        <translation>物体会位于 {0}，在 {1} x {2} 像素的图片之外。请放在图片内。</translation>
    </message>
    <message>
        <source>The tiny autoencoder "{0}" does not fit its configuration. Get it again with the {1} that belongs to it, in one folder.</source>
        <translation>微型自编码器“{0}”与其配置不符。请连同所属的 {1} 在同一文件夹中重新获取。</translation>
    </message>
    <message>
        <source>The tiny autoencoder has {0} {1}, this model's own has {2}. Choose the one that was made for this model: TAESD for Stable Diffusion 1 and 2, TAESDXL for XL, TAESD3 for 3, TAEF1 for FLUX.1.</source>
        <translation>微型自编码器有 {0} {1}，此模型自带的有 {2}。请选择为此模型制作的：TAESD 用于 Stable Diffusion 1 和 2，TAESDXL 用于 XL，TAESD3 用于 3，TAEF1 用于 FLUX.1。</translation>
    </message>
    <message>
        <source>The token in "{0}" cannot be read. {1}</source>
        <translation>无法读取“{0}”中的令牌。{1}</translation>
    </message>
    <message>
        <source>The weights in "{0}" are stored as {1} ("{2}"), which is not read here. Get the same model in float16, bfloat16 or plain float8.</source>
        <translation>“{0}”中的权重存为 {1}（“{2}”），这里无法读取。请获取 float16、bfloat16 或普通 float8 的同一模型。</translation>
    </message>
    <message>
        <source>The workstation at {0} and this computer have other versions of Python or Ray. Install the same ones on both. Nothing was sent.</source>
        <translation>{0} 处的工作站与本机的 Python 或 Ray 版本不同。请在两台机器上安装相同版本。没有发送任何内容。</translation>
    </message>
    <message>
        <source>The workstation at {0} does not answer any more. Try again.</source>
        <translation>{0} 处的工作站不再响应。请再试一次。</translation>
    </message>
    <message>
        <source>The workstation at {0} does not take this token. {1}</source>
        <translation>{0} 处的工作站不接受此令牌。{1}</translation>
    </message>
    <message>
        <source>The workstation at {0} has no room for the engine: its cards or cores are in use, by somebody else or another window. "RAY_AUTH_MODE=token ray status" there says how many are free. Try again later.</source>
        <translation>{0} 处的工作站没有引擎的位置：其显卡或核心正被别人或另一个窗口使用。在那里运行 "RAY_AUTH_MODE=token ray status" 可查看空闲数量。请稍后再试。</translation>
    </message>
    <message>
        <source>The workstation ended the edit without a result. Try it once more.</source>
        <translation>工作站结束了编辑，但没有结果。请再试一次。</translation>
    </message>
    <message>
        <source>The {0} has {1} characters; the models read {2} at the most. Say it in a sentence.</source>
        <translation>{0} 有 {1} 个字符；模型最多读取 {2} 个。请用一句话说明。</translation>
    </message>
    <message>
        <source>The {0} holds a character that is no text (U+{1}). Type it again.</source>
        <translation>{0} 含有非文本字符 (U+{1})。请重新输入。</translation>
    </message>
    <message>
        <source>The “not from here” strokes leave too little of the picture to fill this place from. Take some of them away with the right button, or undo the last one, and edit again.</source>
        <translation>“不从此处取样”的笔画使图片剩余部分太少，无法填补此处。请用右键减去一些，或撤销最后一笔，然后重新编辑。</translation>
    </message>
    <message>
        <source>The “not from here” strokes reach out of the picture. Paint them again.</source>
        <translation>“不从此处取样”的笔画超出图片。请重新涂抹。</translation>
    </message>
    <message>
        <source>There are no visible layers to merge.</source>
        <translation>没有可合并的可见图层。</translation>
    </message>
    <message>
        <source>There is no "{0}". Give the folder in which the part lies now.</source>
        <translation>没有“{0}”。请提供部件现在所在的文件夹。</translation>
    </message>
    <message>
        <source>There is no LoRA file "{0}". Give a .safetensors file.</source>
        <translation>没有 LoRA 文件“{0}”。请提供 .safetensors 文件。</translation>
    </message>
    <message>
        <source>There is no Ray cluster at "{0}". Begin one with: ray start --head, and give the address that it says (HOST:PORT, mostly port 6379; 10001 is for single windows).</source>
        <translation>“{0}”处没有 Ray 集群。请用 ray start --head 启动一个，并给出它显示的地址（主机:端口，通常是端口 6379；10001 用于单个窗口）。</translation>
    </message>
    <message>
        <source>There is no colour "{0}". Choose from: {1}.</source>
        <translation>没有颜色“{0}”。请从中选择：{1}。</translation>
    </message>
    <message>
        <source>There is no editor "{0}" to compare with. Choose {1}.</source>
        <translation>没有可供比较的编辑器“{0}”。请选择 {1}。</translation>
    </message>
    <message>
        <source>There is no file "{0}". Check the name, or open another one.</source>
        <translation>没有文件“{0}”。请检查名称，或打开其他文件。</translation>
    </message>
    <message>
        <source>There is no file "{0}". Check the name, or open another picture.</source>
        <translation>没有文件“{0}”。请检查名称，或打开其他图片。</translation>
    </message>
    <message>
        <source>There is no file "{0}". Give the votes.csv of a study.</source>
        <translation>没有文件“{0}”。请提供研究的 votes.csv。</translation>
    </message>
    <message>
        <source>There is no folder "{0}". Check the name, and that its disk is there.</source>
        <translation>没有文件夹“{0}”。请检查名称，以及其磁盘是否存在。</translation>
    </message>
    <message>
        <source>There is no folder "{0}". Choose a folder that exists.</source>
        <translation>没有文件夹“{0}”。请选择存在的文件夹。</translation>
    </message>
    <message>
        <source>There is no folder "{0}". Give the folder of the part (or the .safetensors file of an editor), or "builtin".</source>
        <translation>没有文件夹“{0}”。请提供部件的文件夹（或编辑器的 .safetensors 文件），或“builtin”。</translation>
    </message>
    <message>
        <source>There is no installed bundle "{0}". `lredit bundles list` names them.</source>
        <translation>没有已安装的模型包“{0}”。`lredit bundles list` 会列出它们。</translation>
    </message>
    <message>
        <source>There is no intent "{0}". Choose one of: {1}.</source>
        <translation>没有意图“{0}”。请选择其一：{1}。</translation>
    </message>
    <message>
        <source>There is no layer below this one to merge it with.</source>
        <translation>此图层下方没有可合并的图层。</translation>
    </message>
    <message>
        <source>There is no model bundle "{0}". Installed: {1}. Give one of these, or the folder of a bundle.</source>
        <translation>没有模型包“{0}”。已安装：{1}。请给出其中之一，或模型包的文件夹。</translation>
    </message>
    <message>
        <source>There is no picture format "{0}". Choose one of {1}.</source>
        <translation>没有图片格式“{0}”。请选择 {1} 之一。</translation>
    </message>
    <message>
        <source>There is no room for "{0}" there: it would stay where it is. Say another place; in the window it can be dragged, too.</source>
        <translation>那里没有放“{0}”的地方：它会留在原处。请换一个位置；在窗口中也可以拖动它。</translation>
    </message>
    <message>
        <source>There is no room for the picture in shared memory, nor in "{0}" ({1}). Free {2} MB there and try again.</source>
        <translation>共享内存和“{0}”中都没有放图片的空间（{1}）。请在那里腾出 {2} MB 后再试。</translation>
    </message>
    <message>
        <source>There is no runtime "{0}". Choose one of: {1}.</source>
        <translation>没有运行时“{0}”。请选择其中之一：{1}。</translation>
    </message>
    <message>
        <source>There is no sampler "{0}". Choose one of: {1}.</source>
        <translation>没有采样器“{0}”。请选择其中之一：{1}。</translation>
    </message>
    <message>
        <source>There is no thing "{0}". `lredit library list` says which there are.</source>
        <translation>没有物件“{0}”。`lredit library list` 会列出现有的物件。</translation>
    </message>
    <message>
        <source>There is no tiny autoencoder at "{0}". Where that of a bundle was moved: `lredit bundles relocate NAME FOLDER --part EDITOR-tiny-autoencoder`, or Locate under Models &gt; Installed.</source>
        <translation>“{0}”处没有微型自编码器。如果模型包的微型自编码器被移动：`lredit bundles relocate NAME FOLDER --part EDITOR-tiny-autoencoder`，或在“模型 &gt; 已安装”中按“定位”。</translation>
    </message>
    <message>
        <source>There is no tiny autoencoder to make results with. Give one with --tiny-vae.</source>
        <translation>没有可用于生成结果的微型自编码器。请用 --tiny-vae 提供。</translation>
    </message>
    <message>
        <source>There is no token for the workstation. {0}</source>
        <translation>没有该工作站的令牌。{0}</translation>
    </message>
    <message>
        <source>There is no token in "{0}". {1}</source>
        <translation>“{0}”中没有令牌。{1}</translation>
    </message>
    <message>
        <source>There is not enough memory for this edit, even with the models moved in one at a time. Choose a smaller model or fewer candidates, or close other programs.</source>
        <translation>内存不足以完成此编辑，即使逐个移入模型也不够。请选择更小的模型或更少的候选，或关闭其他程序。</translation>
    </message>
    <message>
        <source>There is not enough memory for this edit. Choose a smaller model, or close other programs.</source>
        <translation>内存不足以完成此编辑。请选择更小的模型，或关闭其他程序。</translation>
    </message>
    <message>
        <source>There is not enough memory. Close other programs and try again.</source>
        <translation>内存不足。请关闭其他程序后再试。</translation>
    </message>
    <message>
        <source>There is nothing at "{0}". Give the folder or the .safetensors file of a model.</source>
        <translation>“{0}”处没有任何内容。请提供模型的文件夹或 .safetensors 文件。</translation>
    </message>
    <message>
        <source>These models draw {0} things, and "{1}" is not among them. {2} For anything else, use a bundle of large models.</source>
        <translation>这些模型能画 {0} 种物体，“{1}”不在其中。{2} 若要其他内容，请使用大型模型包。</translation>
    </message>
    <message>
        <source>These models have no detector: say which things are to be found, or choose another bundle.</source>
        <translation>这些模型没有检测器：请说明要查找哪些物体，或选择其他模型包。</translation>
    </message>
    <message>
        <source>These models know no "{0}": it was left out.</source>
        <translation>这些模型不认识“{0}”：已略去。</translation>
    </message>
    <message>
        <source>These models know no {0}. Name other things, or leave them out.</source>
        <translation>这些模型不认识 {0}。请说其他物体，或省略。</translation>
    </message>
    <message>
        <source>They find things in photographs and drawings, take them away, change and move them, and put in drawings of 138 things and what you cut out of your own photographs. To paint anything else, load a bundle of large models.</source>
        <translation>它们在照片和图画中查找物体，移除、修改和移动它们，并放入 138 种物体的图画以及您从自己照片中抠出的内容。若要绘制其他内容，请加载大型模型包。</translation>
    </message>
    <message>
        <source>Things are added one at a time: say "a bird and a bird".</source>
        <translation>物体一次添加一个：请说“a bird and a bird”。</translation>
    </message>
    <message>
        <source>Things are edited one at a time: say which one, "the one on the left", and then the next.</source>
        <translation>物体一次编辑一个：请说明是哪一个，“the one on the left”，然后再下一个。</translation>
    </message>
    <message>
        <source>Things are mirrored from left to right only.</source>
        <translation>物体只能左右镜像。</translation>
    </message>
    <message>
        <source>This OpenRaster file has {0} layers; {1} are the most. Merge some of them.</source>
        <translation>此 OpenRaster 文件有 {0} 个图层；最多为 {1} 个。请合并其中一些。</translation>
    </message>
    <message>
        <source>This comparison needs a plain Stable Diffusion 1 or 2, not a {0} of {1} input channels. Choose another model.</source>
        <translation>此比较需要普通的 Stable Diffusion 1 或 2，而不是有 {1} 个输入通道的 {0}。请选择其他模型。</translation>
    </message>
    <message>
        <source>This file is no OpenRaster picture, or it is damaged. Open it where it was made, and save it again.</source>
        <translation>此文件不是 OpenRaster 图片，或已损坏。请在制作它的程序中打开并重新保存。</translation>
    </message>
    <message>
        <source>This file is no lredit project. Open a file that was saved as one.</source>
        <translation>此文件不是 lredit 项目。请打开保存为项目的文件。</translation>
    </message>
    <message>
        <source>This form of SAM 3 takes boxes, and no points ({0} were given).</source>
        <translation>此种 SAM 3 接受选框，不接受点（给出了 {0} 个）。</translation>
    </message>
    <message>
        <source>This group is no longer in the document. Undo may bring it back.</source>
        <translation>文档中已没有此编组。撤销或许能将其恢复。</translation>
    </message>
    <message>
        <source>This is no token of the hub: there is a blank or a letter with an accent in it. Copy it again; it begins with "hf_".</source>
        <translation>这不是模型站的令牌：其中有空格或带重音的字母。请重新复制；它以“hf_”开头。</translation>
    </message>
    <message>
        <source>This layer is no longer in the document. Undo may bring it back.</source>
        <translation>文档中已没有此图层。撤销或许能将其恢复。</translation>
    </message>
    <message>
        <source>This program uses Ray without a token already. Use the workstation in another process.</source>
        <translation>此程序已在不使用令牌的情况下使用 Ray。请在另一个进程中使用工作站。</translation>
    </message>
    <message>
        <source>This project file is damaged: a picture in it cannot be read. Open an earlier copy of it.</source>
        <translation>此项目文件已损坏：其中的一张图片无法读取。请打开较早的副本。</translation>
    </message>
    <message>
        <source>This project file is damaged: its description cannot be read. Open an earlier copy of it.</source>
        <translation>此项目文件已损坏：无法读取其描述。请打开较早的副本。</translation>
    </message>
    <message>
        <source>This project needs {0} of memory and {1} are free. Close other programs, or open it on a machine with more memory.</source>
        <translation>此项目需要 {0} 内存，而可用的有 {1}。请关闭其他程序，或在内存更大的电脑上打开。</translation>
    </message>
    <message>
        <source>This project was saved by a later version of lredit (its format is {0}, this one reads up to {1}). Open it with the version that saved it, or a later one.</source>
        <translation>此项目由更新版本的 lredit 保存（其格式为 {0}，此版本最多读取 {1}）。请用保存它的版本或更新的版本打开。</translation>
    </message>
    <message>
        <source>This snapshot is no longer there. Keep another one from the history's menu.</source>
        <translation>此快照已不存在。请从历史记录菜单另存一个。</translation>
    </message>
    <message>
        <source>Trying out things on machines with little memory: a distilled model of half the size that knows no mask of its own, so that edges meet less well.</source>
        <translation>在内存小的电脑上试用：体积减半的蒸馏模型，本身不识别蒙版，因此边缘衔接稍差。</translation>
    </message>
    <message>
        <source>Two things cannot change places in one step. Move one of them, then the other.</source>
        <translation>两个物体不能一步互换位置。请先移动一个，再移动另一个。</translation>
    </message>
    <message>
        <source>Update it (pip install --upgrade transformers), or choose another model.</source>
        <translation>请更新它 (pip install --upgrade transformers)，或选择其他模型。</translation>
    </message>
    <message>
        <source>What can be changed: {0}.</source>
        <translation>可更改的有：{0}。</translation>
    </message>
    <message>
        <source>What lies around a thing cannot be taken away. It can be blurred or darkened: "blur everything but {0}".</source>
        <translation>物体周围的内容无法移除。可以将其模糊或变暗：“blur everything but {0}”。</translation>
    </message>
    <message>
        <source>What other programs noted (XMP) is too large for a JPEG file and was left out.</source>
        <translation>其他程序写入的信息（XMP）对 JPEG 文件而言过大，已忽略。</translation>
    </message>
    <message>
        <source>What should stay as it is needs no words. Say what should change.</source>
        <translation>保持不变的内容无需说明。请说明要改变什么。</translation>
    </message>
    <message>
        <source>What the camera noted (EXIF) cannot be written into a {0} file and was left out.</source>
        <translation>相机记录的信息 (EXIF) 无法写入 {0} 文件，已略去。</translation>
    </message>
    <message>
        <source>What the file says about the picture (EXIF, texts) cannot be read and was left out.</source>
        <translation>文件中关于图片的信息（EXIF、文本）无法读取，已略去。</translation>
    </message>
    <message>
        <source>Whatever words name, places and materials too, as a coarse map instead of boxes.</source>
        <translation>文字所指的任何事物，包括地点和材质，以粗略的图代替选框。</translation>
    </message>
    <message>
        <source>Which fits the words better?</source>
        <translation>哪一张更符合文字？</translation>
    </message>
    <message>
        <source>Which looks more real?</source>
        <translation>哪一张看起来更真实？</translation>
    </message>
    <message>
        <source>Your account has no access to "{0}" yet. Open {1}, accept its licence there, and try again; some owners take a day to answer, and a token of limited scope must name gated repositories.</source>
        <translation>您的账号还无权访问“{0}”。请打开 {1}，在那里接受许可后再试；有些所有者需要一天才答复，范围受限的令牌必须列出受限仓库。</translation>
    </message>
    <message>
        <source>guidance {0}</source>
        <translation>引导 {0}</translation>
    </message>
    <message>
        <source>lower</source>
        <translation>更矮</translation>
    </message>
    <message>
        <source>narrower</source>
        <translation>更窄</translation>
    </message>
    <message>
        <source>no guidance</source>
        <translation>无引导</translation>
    </message>
    <message>
        <source>no timm architecture</source>
        <translation>没有 timm 架构</translation>
    </message>
    <message>
        <source>sampler {0}</source>
        <translation>采样器 {0}</translation>
    </message>
    <message>
        <source>taller</source>
        <translation>更高</translation>
    </message>
    <message>
        <source>the graphics card has only {0}</source>
        <translation>显卡只有 {0}</translation>
    </message>
    <message>
        <source>there is no graphics card</source>
        <translation>没有显卡</translation>
    </message>
    <message>
        <source>tiny autoencoder for drafts</source>
        <translation>草稿用微型自编码器</translation>
    </message>
    <message>
        <source>tiny autoencoder for drafts and results</source>
        <translation>草稿和结果用微型自编码器</translation>
    </message>
    <message>
        <source>wider</source>
        <translation>更宽</translation>
    </message>
    <message>
        <source>{0} "{1}" is here as far as byte {2} of {3}; download again to go on from there.</source>
        <translation>{0}“{1}”已获取到第 {2} 字节，共 {3} 字节；请重新下载以从此处继续。</translation>
    </message>
    <message>
        <source>{0} LoRA</source>
        <translation>{0} 个 LoRA</translation>
    </message>
    <message>
        <source>{0} Or draw a box around it.</source>
        <translation>{0}或者在其周围绘制选框。</translation>
    </message>
    <message>
        <source>{0} Your picture and layers are as they were; it starts anew with your next edit.</source>
        <translation>{0}您的图片和图层保持原样；下次编辑时会重新启动。</translation>
    </message>
    <message>
        <source>{0} a second, {1} left</source>
        <translation>每秒 {0}，剩余 {1}</translation>
    </message>
    <message>
        <source>{0} and {1} both {2}; a bundle takes one model for that. Leave one of them out.</source>
        <translation>{0} 和 {1} 用途相同（{2}）；模型包只能用一个。请省略其中之一。</translation>
    </message>
    <message>
        <source>{0} and {1} would write to one file, "{2}", and one of them would be lost. Give each a name of its own.</source>
        <translation>{0} 和 {1} 会写入同一文件“{2}”，其中一个会丢失。请分别命名。</translation>
    </message>
    <message>
        <source>{0} cannot be loaded: "{1}" asks for more than its weights hold ({2}). It is damaged, or belongs to another model. Get it again.</source>
        <translation>无法加载{0}：“{1}”要求的内容超出其权重所含（{2}）。它已损坏，或属于另一个模型。请重新获取。</translation>
    </message>
    <message>
        <source>{0} cannot be loaded: its files are damaged or do not fit together. Install the bundle again, or choose another one ("builtin" always works).</source>
        <translation>无法加载 {0}：其文件已损坏或不匹配。请重新安装模型包，或选择其他模型包（“builtin”始终可用）。</translation>
    </message>
    <message>
        <source>{0} cannot be loaded: its folder holds no weights (*.safetensors). Get it again.</source>
        <translation>无法加载 {0}：其文件夹不含权重 (*.safetensors)。请重新获取。</translation>
    </message>
    <message>
        <source>{0} choices</source>
        <translation>{0} 次选择</translation>
    </message>
    <message>
        <source>{0} choices were made with the models of "{1}"; it takes {2} at least. Switch learning on in the window (Region, Learning from you), accept some edits, and try again.</source>
        <translation>使用“{1}”的模型做出了 {0} 次选择；至少需要 {2} 次。请在窗口中打开学习（区域，从您的选择中学习），采用一些编辑，然后再试。</translation>
    </message>
    <message>
        <source>{0} decodes by {1}, for which no tiny autoencoder can stand. Leave it out.</source>
        <translation>{0} 以 {1} 解码，没有微型自编码器可以代替。请省略它。</translation>
    </message>
    <message>
        <source>{0} denoising steps cannot be made. Choose 1 to {1}.</source>
        <translation>不能做 {0} 步去噪。请选择 1 到 {1}。</translation>
    </message>
    <message>
        <source>{0} does not read so far: "{1}" is left out where it looks for the thing.</source>
        <translation>{0} 读不了那么长：在寻找物体时略去“{1}”。</translation>
    </message>
    <message>
        <source>{0} ended unexpectedly. Try again; copy the details to report it.</source>
        <translation>{0} 意外结束。请再试一次；复制详情以便报告。</translation>
    </message>
    <message>
        <source>{0} ended, most likely for want of memory. Close other programs and try again.</source>
        <translation>{0} 已结束，很可能是内存不足。请关闭其他程序后再试。</translation>
    </message>
    <message>
        <source>{0} for {1} of your own; the editors given are: {2}. Leave them out.</source>
        <translation>{0} 用于您自己的 {1}；给出的编辑器为：{2}。请省略。</translation>
    </message>
    <message>
        <source>{0} has another bundle "{1}" than this machine. Install the same one on both.</source>
        <translation>{0} 上的模型包“{1}”与本机不同。请在两台机器上安装相同的模型包。</translation>
    </message>
    <message>
        <source>{0} has lredit {1} on Python {2}, this computer lredit {3} on Python {4}. Install the same versions on both. Nothing was sent.</source>
        <translation>{0} 上是 lredit {1}（Python {2}），本机是 lredit {3}（Python {4}）。请在两台机器上安装相同版本。没有发送任何内容。</translation>
    </message>
    <message>
        <source>{0} has no bundle "{1}". Install it there: lredit bundles install FOLDER.</source>
        <translation>{0} 上没有模型包“{1}”。请在那里安装：lredit bundles install 文件夹。</translation>
    </message>
    <message>
        <source>{0} holds no word. Say it in words, for example "a red apple".</source>
        <translation>{0} 不含任何词。请用文字说明，例如“a red apple”。</translation>
    </message>
    <message>
        <source>{0} in "{1}" cannot be loaded: its files are damaged or do not fit together. Get them again.</source>
        <translation>无法加载“{1}”中的 {0}：其文件已损坏或不匹配。请重新获取。</translation>
    </message>
    <message>
        <source>{0} in "{1}" is not whole: {2} of its weights are missing or do not fit, the first "{3}". Get its files again.</source>
        <translation>“{1}”中的 {0} 不完整：有 {2} 个权重缺失或不匹配，第一个是“{3}”。请重新获取其文件。</translation>
    </message>
    <message>
        <source>{0} is damaged, and colours cannot be converted with it. Choose another one, or keep the colours.</source>
        <translation>{0} 已损坏，无法用它转换颜色。请选择其他配置文件，或保留颜色。</translation>
    </message>
    <message>
        <source>{0} needs a newer transformers than {1}. {2}</source>
        <translation>{0} 需要比 {1} 更新的 transformers。{2}</translation>
    </message>
    <message>
        <source>{0} of graphics memory, or {1} without</source>
        <translation>{0} 显存，无显卡时 {1} 内存</translation>
    </message>
    <message>
        <source>{0} of main memory</source>
        <translation>{0} 内存</translation>
    </message>
    <message>
        <source>{0} on the graphics card and {1}</source>
        <translation>显卡 {0} 和 {1}</translation>
    </message>
    <message>
        <source>{0} steps</source>
        <translation>{0} 步</translation>
    </message>
    <message>
        <source>{0} was left out: it cannot be read ({1}).</source>
        <translation>已略去 {0}：无法读取（{1}）。</translation>
    </message>
    <message>
        <source>{0} would overwrite "{1}", which {2} reads. Give {3} another name.</source>
        <translation>{0} 会覆盖 {2} 所读取的“{1}”。请为 {3} 换一个名称。</translation>
    </message>
    <message>
        <source>{0} would overwrite the picture that is edited, "{1}". Give {2} another name.</source>
        <translation>{0} 会覆盖正在编辑的图片“{1}”。请为 {2} 换一个名称。</translation>
    </message>
    <message>
        <source>{0} x {1} pixels are more than the {2} megapixels, or a side longer than the {3}, that the program works with. Give smaller sides.</source>
        <translation>{0} x {1} 像素超过程序可处理的 {2} 百万像素，或边长超过 {3}。请给出更小的边长。</translation>
    </message>
    <message>
        <source>{0} x {1} pixels are more than the {2} million that a picture may have. Choose a smaller size.</source>
        <translation>{0} x {1} 像素超过图片允许的 {2} 百万像素。请选择更小的尺寸。</translation>
    </message>
    <message>
        <source>{0}, which has no patch tokens that attend to each other. {1}</source>
        <translation>{0}，它没有互相关注的图块标记。{1}</translation>
    </message>
    <message>
        <source>{0}, whose tokens are no patches of the picture. {1}</source>
        <translation>{0}，其标记不是图片的图块。{1}</translation>
    </message>
    <message>
        <source>{0}-bit TIFF pictures in {1} cannot be opened. Export it as RGB with whole numbers first.</source>
        <translation>无法打开 {1} 颜色的 {0} 位 TIFF 图片。请先导出为整数值的 RGB。</translation>
    </message>
    <message>
        <source>{0}: {1} files match, everything loads.</source>
        <translation>{0}：{1} 个文件匹配，全部可以加载。</translation>
    </message>
    <message>
        <source>{0}: {1} of its {2} layers find a place. Choose one made for it.</source>
        <translation>{0}：其 {2} 层中有 {1} 层找到位置。请选择为此制作的。</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} parts do not fit: {3}.</source>
        <translation>{0}：{2} 个部件中有 {1} 个不符：{3}。</translation>
    </message>
    <message>
        <source>“{0}” is locked. Unlock it in the layer panel first.</source>
        <translation>“{0}”已锁定。请先在图层面板中解锁。</translation>
    </message>
    <message>
        <source>“{0}” shows no ground around the thing whose colours could be matched.</source>
        <translation>“{0}”在物体周围没有可供匹配颜色的背景。</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Settings and the log cannot be kept in “{0}”. Everything works, but what you choose is forgotten at the end. Make that folder one that you can write to, and start again.</source>
        <translation>设置和日志无法保存在“{0}”中。一切功能正常，但您的选择会在结束时丢失。请确保您可以写入该文件夹，然后重新启动。</translation>
    </message>
</context>
<context>
    <name>Destination</name>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose the folder and the name</source>
        <translation>选择文件夹和名称</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name of the file</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Where the picture is exported to</source>
        <translation>图片导出到何处</translation>
    </message>
    <message>
        <source>in</source>
        <translation>位于</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>The comparison is ready: see Region &gt; Compare with.</source>
        <translation>比较已完成：见“区域 &gt; 与其他方法比较”。</translation>
    </message>
    <message>
        <source>The folder of a study</source>
        <translation>研究的文件夹</translation>
    </message>
    <message>
        <source>Your own things: {0}</source>
        <translation>自有物件：{0}</translation>
    </message>
</context>
<context>
    <name>DocumentHistory</name>
    <message>
        <source>Go to “{0}”</source>
        <translation>转到“{0}”</translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation>打开 {0}</translation>
    </message>
</context>
<context>
    <name>DragHandle</name>
    <message>
        <source>Drag it to a folder or another program</source>
        <translation>拖到文件夹或其他程序</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>{0:.1f} s</source>
        <translation>{0:.1f} 秒</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
</context>
<context>
    <name>EditorRows</name>
    <message>
        <source>Add another editor</source>
        <translation>再添加一个编辑器</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>编辑器</translation>
    </message>
    <message>
        <source>Editor {0}</source>
        <translation>编辑器 {0}</translation>
    </message>
</context>
<context>
    <name>EditorSession</name>
    <message>
        <source>Accept “{0}”</source>
        <translation>采用“{0}”</translation>
    </message>
    <message>
        <source>Exported to {0}, without the selected candidate: accept it first to have it in the file.</source>
        <translation>已导出到 {0}，不含所选候选：若要包含在文件中，请先采用它。</translation>
    </message>
    <message>
        <source>Exported to {0}.</source>
        <translation>已导出到 {0}。</translation>
    </message>
    <message>
        <source>Mask stroke</source>
        <translation>蒙版笔画</translation>
    </message>
    <message>
        <source>Replace “{0}”</source>
        <translation>替换“{0}”</translation>
    </message>
    <message>
        <source>{0} pixels changed outside of the layers' boxes. Undo the last step, and report this.</source>
        <translation>图层选框之外有 {0} 个像素发生了变化。请撤销上一步，并报告此问题。</translation>
    </message>
    <message>
        <source>“Not from here” stroke</source>
        <translation>“不从此处取样”笔画</translation>
    </message>
</context>
<context>
    <name>ExampleChips</name>
    <message>
        <source>Try it on the picture “{0}”</source>
        <translation>在图片“{0}”上试试</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose another name</source>
        <translation>换一个名称</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export the picture</source>
        <translation>导出图片</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replace “{0}”, the picture that you opened?</source>
        <translation>替换您打开的图片“{0}”？</translation>
    </message>
    <message>
        <source>There is a file “{0}” already. Replace it?</source>
        <translation>文件“{0}”已存在。要替换吗？</translation>
    </message>
    <message>
        <source>Without compression, to compare</source>
        <translation>不压缩，以便比较</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>As it is ({0} bit)</source>
        <translation>保持原样（{0} 位）</translation>
    </message>
    <message>
        <source>At most so many pixels: smaller pictures stay as they are</source>
        <translation>最多这么多像素：更小的图片保持不变</translation>
    </message>
    <message>
        <source>Bits a channel</source>
        <translation>每通道位数</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>位深</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Layer: {0}</source>
        <translation>图层：{0}</translation>
    </message>
    <message>
        <source>Per cent or pixels</source>
        <translation>百分比或像素</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Prompt and seed of the edits</source>
        <translation>编辑的提示词和种子</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation>整张图片</translation>
    </message>
    <message>
        <source>What camera and author noted (EXIF)</source>
        <translation>相机和作者记录的信息（EXIF）</translation>
    </message>
    <message>
        <source>What is exported</source>
        <translation>导出的内容</translation>
    </message>
    <message>
        <source>Where it was taken (GPS)</source>
        <translation>拍摄地点（GPS）</translation>
    </message>
    <message>
        <source>Written into the file</source>
        <translation>写入文件</translation>
    </message>
    <message>
        <source>{0} bit</source>
        <translation>{0} 位</translation>
    </message>
</context>
<context>
    <name>Exporter</name>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>图片已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>As it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>As it is (PNG)</source>
        <translation>保持原样 (PNG)</translation>
    </message>
    <message>
        <source>As it is (TIFF)</source>
        <translation>保持原样 (TIFF)</translation>
    </message>
    <message>
        <source>For the web (JPEG)</source>
        <translation>用于网络 (JPEG)</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Longest side</source>
        <translation>最长边</translation>
    </message>
    <message>
        <source>Per cent</source>
        <translation>百分比</translation>
    </message>
    <message>
        <source>This profile works at 8 bits a channel: the picture's 16 will be rounded.</source>
        <translation>此配置文件每通道 8 位：图片的 16 位将被舍入。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>{0} has no transparency: what is transparent will lie over white.</source>
        <translation>{0} 不支持透明：透明部分将显示为白色。</translation>
    </message>
    <message>
        <source>{0} holds 8 bits a channel: the picture's 16 will be rounded.</source>
        <translation>{0} 每通道 8 位：图片的 16 位将被舍入。</translation>
    </message>
    <message>
        <source>{0}, {1} × {2} pixels, {3} bit</source>
        <translation>{0}，{1} × {2} 像素，{3} 位</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Close now</source>
        <translation>立即关闭</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>不保存就关闭</translation>
    </message>
    <message>
        <source>Close without saving?</source>
        <translation>不保存就关闭？</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>继续编辑</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>Pictures ({0})</source>
        <translation>图片 ({0})</translation>
    </message>
    <message>
        <source>Pictures from the web are not fetched. Save the file first, then open it.</source>
        <translation>不会从网络获取图片。请先保存文件，再打开它。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The edits of {0} are neither saved nor exported; closing loses them.</source>
        <translation>{0} 的编辑既未保存也未导出；关闭后将会丢失。</translation>
    </message>
    <message>
        <source>The picture is still being exported.</source>
        <translation>图片仍在导出。</translation>
    </message>
    <message>
        <source>The project is being saved.</source>
        <translation>正在保存项目。</translation>
    </message>
    <message>
        <source>The window closes once the file is written.</source>
        <translation>文件写入完成后，窗口会自动关闭。</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard. Copy one, then paste it here.</source>
        <translation>剪贴板上没有图片。请先复制一张，再粘贴到这里。</translation>
    </message>
    <message>
        <source>What was changed in {0} since it was saved would be lost.</source>
        <translation>{0} 自保存以来的更改将会丢失。</translation>
    </message>
</context>
<context>
    <name>GuideDialog</name>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>水平</translation>
    </message>
    <message>
        <source>New guide</source>
        <translation>新建参考线</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Upright</source>
        <translation>垂直</translation>
    </message>
    <message>
        <source>Which way</source>
        <translation>方向</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>{0}: a snapshot; a click goes there</source>
        <translation>{0}：快照；单击即可转到</translation>
    </message>
</context>
<context>
    <name>Hovering</name>
    <message>
        <source>Anchor from {0}; strength {1} of its kind</source>
        <translation>锚点来自{0}；同类中的强度 {1}</translation>
    </message>
    <message>
        <source>Candidate {0}: {1}</source>
        <translation>候选 {0}：{1}</translation>
    </message>
    <message>
        <source>Found by {0}</source>
        <translation>由{0}找到</translation>
    </message>
    <message>
        <source>Likelihood {0}</source>
        <translation>可能性 {0}</translation>
    </message>
    <message>
        <source>Your box</source>
        <translation>您的选框</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>grounding</source>
        <translation>定位</translation>
    </message>
    <message>
        <source>objectness</source>
        <translation>物体性</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文字</translation>
    </message>
</context>
<context>
    <name>ImageActions</name>
    <message>
        <source>Canvas size</source>
        <translation>画布大小</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Flip the picture left to right</source>
        <translation>左右翻转图片</translation>
    </message>
    <message>
        <source>Flip the picture upside down</source>
        <translation>上下翻转图片</translation>
    </message>
    <message>
        <source>Resize to {0} x {1}</source>
        <translation>调整大小为 {0} x {1}</translation>
    </message>
    <message>
        <source>Straighten by {0:g}°</source>
        <translation>拉直 {0:g}°</translation>
    </message>
    <message>
        <source>Turn the picture left</source>
        <translation>向左旋转图片</translation>
    </message>
    <message>
        <source>Turn the picture right</source>
        <translation>向右旋转图片</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>A LoRA file changes an editor: choose one that is not built in.</source>
        <translation>LoRA 文件用于修改编辑器：请选择一个非内置的编辑器。</translation>
    </message>
    <message>
        <source>A folder that is a bundle already, from another machine:</source>
        <translation>已经是模型包的文件夹，来自另一台电脑：</translation>
    </message>
    <message>
        <source>A folder with bundle.json</source>
        <translation>含有 bundle.json 的文件夹</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>Choose at least one part that is not built in.</source>
        <translation>请至少选择一个非内置的部件。</translation>
    </message>
    <message>
        <source>Copy a whole bundle…</source>
        <translation>复制整个模型包…</translation>
    </message>
    <message>
        <source>Copy the parts instead of using them where they lie</source>
        <translation>复制部件，而不是在原位置使用</translation>
    </message>
    <message>
        <source>Drafts by</source>
        <translation>草稿方式</translation>
    </message>
    <message>
        <source>Draws masks</source>
        <translation>绘制蒙版</translation>
    </message>
    <message>
        <source>Editors</source>
        <translation>编辑器</translation>
    </message>
    <message>
        <source>Fills holes</source>
        <translation>填补空洞</translation>
    </message>
    <message>
        <source>Finds words</source>
        <translation>按文字查找</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请为它命名。</translation>
    </message>
    <message>
        <source>Image and text</source>
        <translation>图像与文字</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Patches of what lies around</source>
        <translation>周围内容的图块</translation>
    </message>
    <message>
        <source>Results by it, too: quicker, with softer details</source>
        <translation>结果也用它：更快，但细节更柔和</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>采样</translation>
    </message>
    <message>
        <source>Sampling is said of an editor: choose one that is not built in.</source>
        <translation>采样是针对编辑器的：请选择一个非内置的编辑器。</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>The folder of a model bundle</source>
        <translation>模型包的文件夹</translation>
    </message>
    <message>
        <source>The model’s own autoencoder alone</source>
        <translation>仅用模型自带的自编码器</translation>
    </message>
    <message>
        <source>Wait until what is running is done.</source>
        <translation>请等待正在进行的操作完成。</translation>
    </message>
    <message>
        <source>Weights must be safetensors; pickled checkpoints can run code when they are opened and are refused. What you add is loaded once before it counts as installed.</source>
        <translation>权重必须是 safetensors；pickle 检查点在打开时可能运行代码，因此会被拒绝。您添加的内容会先加载一次，然后才算安装成功。</translation>
    </message>
    <message>
        <source>What is built in</source>
        <translation>内置的部分</translation>
    </message>
    <message>
        <source>a folder of open_clip, with open_clip_config.json</source>
        <translation>open_clip 的文件夹，含 open_clip_config.json</translation>
    </message>
    <message>
        <source>a folder of timm with a self-supervised ViT, with config.json</source>
        <translation>timm 的自监督 ViT 文件夹，含 config.json</translation>
    </message>
    <message>
        <source>an AutoencoderTiny (TAESD) of the same editor’s kind: a folder of diffusers, or its file</source>
        <translation>与该编辑器同类的 AutoencoderTiny (TAESD)：diffusers 的文件夹，或其文件</translation>
    </message>
    <message>
        <source>anything that words name: OWLv2, Grounding DINO, OmDet-Turbo, CLIPSeg or SAM 3</source>
        <translation>文字所指的任何事物：OWLv2、Grounding DINO、OmDet-Turbo、CLIPSeg 或 SAM 3</translation>
    </message>
    <message>
        <source>changes the first diffusion editor above that is not built in; 1 is as it was trained</source>
        <translation>修改上面第一个非内置的扩散编辑器；1 表示按训练时的程度</translation>
    </message>
    <message>
        <source>folders of diffusers, single files, folders of drawings; the first is the default</source>
        <translation>diffusers 的文件夹、单个文件、图画文件夹；第一个为默认</translation>
    </message>
    <message>
        <source>letters, digits, dots, dashes</source>
        <translation>字母、数字、句点、连字符</translation>
    </message>
    <message>
        <source>my-models</source>
        <translation>我的模型</translation>
    </message>
    <message>
        <source>of the same editor; for a LoRA of few steps (LCM): lcm, 4 steps, guidance 1</source>
        <translation>针对同一编辑器；少步 LoRA (LCM) 用：lcm，4 步，引导 1</translation>
    </message>
    <message>
        <source>of what a box or a click is on: SAM or SAM 2; SAM 3 above does both</source>
        <translation>针对选框或单击处的物体：SAM 或 SAM 2；上面的 SAM 3 两者皆可</translation>
    </message>
    <message>
        <source>where things were removed or moved from: a network of LaMa’s kind</source>
        <translation>物体被移除或移走之处：LaMa 类网络</translation>
    </message>
</context>
<context>
    <name>InstalledPage</name>
    <message>
        <source>A folder with bundle.json, wherever it lies; it is not copied</source>
        <translation>含有 bundle.json 的文件夹，位于何处均可；不会复制</translation>
    </message>
    <message>
        <source>Built-in models</source>
        <translation>内置模型</translation>
    </message>
    <message>
        <source>Compares its files with their checksums and loads each part once</source>
        <translation>将文件与校验和比对，并将每个部件加载一次</translation>
    </message>
    <message>
        <source>Editors: {0}</source>
        <translation>编辑器：{0}</translation>
    </message>
    <message>
        <source>From the package {0}; it goes with that.</source>
        <translation>来自软件包 {0}；随它一起卸载。</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>In use: {0}</source>
        <translation>使用中：{0}</translation>
    </message>
    <message>
        <source>Installed models</source>
        <translation>已安装的模型</translation>
    </message>
    <message>
        <source>It is in use; choose other models first</source>
        <translation>正在使用；请先选择其他模型</translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation>定位…</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移至回收站</translation>
    </message>
    <message>
        <source>Move “{0}” to the trash?</source>
        <translation>将“{0}”移至回收站？</translation>
    </message>
    <message>
        <source>Moves it to the trash</source>
        <translation>将其移至回收站</translation>
    </message>
    <message>
        <source>Moves its files to another folder or disk</source>
        <translation>将文件移到另一个文件夹或磁盘</translation>
    </message>
    <message>
        <source>Move…</source>
        <translation>移动…</translation>
    </message>
    <message>
        <source>Not where it was: {0}. Locate says where it lies now.</source>
        <translation>不在原处：{0}。按“定位”指出现在的位置。</translation>
    </message>
    <message>
        <source>Parts that it fetched go with it, unless other models use them. Folders of your own that it only refers to stay.</source>
        <translation>它获取的部件会一并移走，除非其他模型也在使用。它只是引用的您自己的文件夹会保留。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>The folder for the files of {0}</source>
        <translation>存放 {0} 文件的文件夹</translation>
    </message>
    <message>
        <source>The folder of a model bundle</source>
        <translation>模型包的文件夹</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Use a bundle’s folder…</source>
        <translation>使用模型包的文件夹…</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Where {0} lies now</source>
        <translation>{0} 现在的位置</translation>
    </message>
    <message>
        <source>the editor “{0}”</source>
        <translation>编辑器“{0}”</translation>
    </message>
    <message>
        <source>the filling network</source>
        <translation>填补网络</translation>
    </message>
    <message>
        <source>the image-text model</source>
        <translation>图文模型</translation>
    </message>
    <message>
        <source>the self-supervised model</source>
        <translation>自监督模型</translation>
    </message>
    <message>
        <source>what finds and frames things</source>
        <translation>查找并框住物体的部分</translation>
    </message>
    <message>
        <source>what finds and frames things, the second</source>
        <translation>查找并框住物体的部分之二</translation>
    </message>
</context>
<context>
    <name>IntentChoice</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Auto: {0}</source>
        <translation>自动：{0}</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Double</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>What the edit is for</source>
        <translation>编辑的目的</translation>
    </message>
    <message>
        <source>What the edit is for. The words say it: remove the car, make the car blue, another duck.</source>
        <translation>编辑的目的。由文字决定：remove the car, make the car blue, another duck。</translation>
    </message>
</context>
<context>
    <name>JobPanel</name>
    <message>
        <source>Accept</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Another seed</source>
        <translation>换一个种子</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Done: {0}</source>
        <translation>完成：{0}</translation>
    </message>
    <message>
        <source>Edit the likeliest of the regions that were learned</source>
        <translation>编辑已学到的区域中可能性最大的一个</translation>
    </message>
    <message>
        <source>Editing</source>
        <translation>正在编辑</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Failed: {0}</source>
        <translation>失败：{0}</translation>
    </message>
    <message>
        <source>Finding anchor points</source>
        <translation>正在寻找锚点</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Learn no more, and show one result in the region that was learned so far</source>
        <translation>不再学习，在目前学到的区域中显示一个结果</translation>
    </message>
    <message>
        <source>Learning the region</source>
        <translation>正在学习区域</translation>
    </message>
    <message>
        <source>Loading models</source>
        <translation>正在加载模型</translation>
    </message>
    <message>
        <source>Looking at the picture</source>
        <translation>正在查看图片</translation>
    </message>
    <message>
        <source>Make the selected candidate a layer</source>
        <translation>将所选候选变为图层</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Ranking</source>
        <translation>正在排序</translation>
    </message>
    <message>
        <source>Show now</source>
        <translation>立即显示</translation>
    </message>
    <message>
        <source>Showing what there is</source>
        <translation>正在显示现有结果</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在开始</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the edit (Esc)</source>
        <translation>停止编辑 (Esc)</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Stopped: {0}</source>
        <translation>已停止：{0}</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Takes the learned regions away</source>
        <translation>清除已学到的区域</translation>
    </message>
    <message>
        <source>The same box with another seed</source>
        <translation>同一选框，换一个种子</translation>
    </message>
    <message>
        <source>{0}  {1} of {2}</source>
        <translation>{0}  {1} / {2}</translation>
    </message>
    <message>
        <source>{0} candidates for {1}</source>
        <translation>{1} 的 {0} 个候选</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>剩余 {0}</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Discard what was kept?</source>
        <translation>要丢弃保留的内容吗？</translation>
    </message>
    <message>
        <source>Nowhere else is there a copy of it: {0}</source>
        <translation>除此之外没有其他副本：{0}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>The program did not come to a clean end the last time. These pictures were kept: {0}</source>
        <translation>上次程序未正常结束。已保留这些图片：{0}</translation>
    </message>
    <message>
        <source>What you do is not being kept against a crash: the disk with “{0}” is full or failing. Save your project.</source>
        <translation>您的操作目前没有防崩溃备份：“{0}”所在的磁盘已满或出现故障。请保存您的项目。</translation>
    </message>
    <message>
        <source>What you do is not being kept against a crash: “{0}” cannot be written to. Save your project.</source>
        <translation>您的操作目前没有防崩溃备份：无法写入“{0}”。请保存您的项目。</translation>
    </message>
</context>
<context>
    <name>KeyCapture</name>
    <message>
        <source>Press the keys</source>
        <translation>请按键</translation>
    </message>
    <message>
        <source>Press the keys; Backspace for none, Esc to leave them as they are</source>
        <translation>请按键；退格键表示不设，Esc 保持不变</translation>
    </message>
</context>
<context>
    <name>KeyRow</name>
    <message>
        <source>Add a key</source>
        <translation>添加按键</translation>
    </message>
    <message>
        <source>Change this key</source>
        <translation>更改此按键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>取用</translation>
    </message>
    <message>
        <source>The built-in keys</source>
        <translation>内置按键</translation>
    </message>
    <message>
        <source>{0} is “{1}”. Take it from there?</source>
        <translation>{0} 已用于“{1}”。要从那里取用吗？</translation>
    </message>
    <message>
        <source>{0}: {1}. Change it</source>
        <translation>{0}：{1}。更改</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>In this file {0} stands for two things: {1}, and {2}.</source>
        <translation>此文件中 {0} 对应两项操作：{1} 和 {2}。</translation>
    </message>
    <message>
        <source>In this file “{0}”, for {1}, is no key.</source>
        <translation>此文件中用于 {1} 的“{0}”不是按键。</translation>
    </message>
    <message>
        <source>This is no file of keys that was exported here.</source>
        <translation>这不是从此处导出的按键文件。</translation>
    </message>
    <message>
        <source>This is no file of keys: it cannot be read as JSON.</source>
        <translation>这不是按键文件：无法作为 JSON 读取。</translation>
    </message>
    <message>
        <source>{0} has its own meaning on the canvas and in lists. Choose another key.</source>
        <translation>{0} 在画布和列表中有特定含义。请选择其他按键。</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>All built-in keys</source>
        <translation>所有内置按键</translation>
    </message>
    <message>
        <source>Click a key to change it. Keys that are held and the wheel stay as they are.</source>
        <translation>单击某个按键即可更改。需按住的键和滚轮保持不变。</translation>
    </message>
    <message>
        <source>Export the keys</source>
        <translation>导出按键</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Files of keys (*{0})</source>
        <translation>按键文件 (*{0})</translation>
    </message>
    <message>
        <source>Import keys</source>
        <translation>导入按键</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>The file cannot be used: {0}.</source>
        <translation>无法使用该文件：{0}。</translation>
    </message>
    <message>
        <source>The keys of the file are in use.</source>
        <translation>已启用文件中的按键。</translation>
    </message>
    <message>
        <source>The keys were exported to {0}.</source>
        <translation>按键已导出到 {0}。</translation>
    </message>
    <message>
        <source>This is no file of keys: it holds no text.</source>
        <translation>这不是按键文件：其中没有文本。</translation>
    </message>
</context>
<context>
    <name>KnownThingsHint</name>
    <message>
        <source>Did you mean {0}?</source>
        <translation>您是指 {0} 吗？</translation>
    </message>
    <message>
        <source>From your own photographs.</source>
        <translation>来自您自己的照片。</translation>
    </message>
    <message>
        <source>Get a model that paints</source>
        <translation>获取能绘画的模型</translation>
    </message>
    <message>
        <source>In this photograph things can be found, removed, changed, moved and doubled: {0}.</source>
        <translation>在这张照片中，可以查找、移除、修改、移动和复制物体：{0}。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Or click on the thing, or draw a box around it.</source>
        <translation>或者单击该物体，或在其周围绘制选框。</translation>
    </message>
    <message>
        <source>The built-in models cannot paint: in a photograph, they put a drawing.</source>
        <translation>内置模型不会绘画：在照片中，它们放入的是图画。</translation>
    </message>
    <message>
        <source>These models draw {0} things, and “{1}” is none of them.</source>
        <translation>这些模型能画 {0} 种物体，“{1}”不在其中。</translation>
    </message>
    <message>
        <source>These models know no word for “{0}” in photographs.</source>
        <translation>这些模型不认识照片中的“{0}”。</translation>
    </message>
    <message>
        <source>To paint new things,</source>
        <translation>若要画新的东西，</translation>
    </message>
    <message>
        <source>What they can draw</source>
        <translation>它们能画什么</translation>
    </message>
    <message>
        <source>another duck</source>
        <translation>another duck</translation>
    </message>
    <message>
        <source>blur everything but the dog</source>
        <translation>blur everything but the dog</translation>
    </message>
    <message>
        <source>get a model</source>
        <translation>获取模型</translation>
    </message>
    <message>
        <source>make the car blue</source>
        <translation>make the car blue</translation>
    </message>
    <message>
        <source>remove the car</source>
        <translation>remove the car</translation>
    </message>
</context>
<context>
    <name>LargePicture</name>
    <message>
        <source>Arrow keys flip through the pictures</source>
        <translation>方向键可翻看图片</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>下一张图片</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>上一张图片</translation>
    </message>
</context>
<context>
    <name>LayerActions</name>
    <message>
        <source>No other picture is open</source>
        <translation>没有打开其他图片</translation>
    </message>
</context>
<context>
    <name>LayerList</name>
    <message>
        <source>A group; the arrow folds it</source>
        <translation>编组；单击箭头可折叠</translation>
    </message>
    <message>
        <source>Layers, the topmost first</source>
        <translation>图层，最上面的在前</translation>
    </message>
    <message>
        <source>The picture as it was opened; it never changes</source>
        <translation>打开时的图片；永不改变</translation>
    </message>
    <message>
        <source>clipped</source>
        <translation>已剪贴</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
</context>
<context>
    <name>LayerPanel</name>
    <message>
        <source>Accepted edits become layers here.</source>
        <translation>采用的编辑会成为这里的图层。</translation>
    </message>
    <message>
        <source>Delete the layer (Del)</source>
        <translation>删除图层 (Del)</translation>
    </message>
    <message>
        <source>Hide {0}</source>
        <translation>隐藏 {0}</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>More that can be done to layers</source>
        <translation>更多图层操作</translation>
    </message>
    <message>
        <source>Move the layer down</source>
        <translation>下移图层</translation>
    </message>
    <message>
        <source>Move the layer up</source>
        <translation>上移图层</translation>
    </message>
    <message>
        <source>Rename the layer (F2)</source>
        <translation>重命名图层 (F2)</translation>
    </message>
    <message>
        <source>Rename {0}</source>
        <translation>重命名 {0}</translation>
    </message>
    <message>
        <source>Show {0}</source>
        <translation>显示 {0}</translation>
    </message>
</context>
<context>
    <name>LayerProperties</name>
    <message>
        <source>Blend mode</source>
        <translation>混合模式</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Grow</source>
        <translation>扩张</translation>
    </message>
    <message>
        <source>How softly the layer's mask ends</source>
        <translation>图层蒙版边缘的柔和程度</translation>
    </message>
    <message>
        <source>How the layer meets what lies below it</source>
        <translation>图层与其下方内容的融合方式</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>色相</translation>
    </message>
    <message>
        <source>Invert mask</source>
        <translation>反转蒙版</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>明暗</translation>
    </message>
    <message>
        <source>Moves the edge of the layer's mask outwards or inwards; the edit itself is not made again</source>
        <translation>将图层蒙版的边缘向外或向内移动；编辑本身不会重新生成</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>Shows all of the layer's box</source>
        <translation>显示图层的整个选框</translation>
    </message>
    <message>
        <source>Soften</source>
        <translation>柔化</translation>
    </message>
    <message>
        <source>Warmth</source>
        <translation>色温</translation>
    </message>
    <message>
        <source>Without mask</source>
        <translation>不使用蒙版</translation>
    </message>
</context>
<context>
    <name>LayerWork</name>
    <message>
        <source>Add an adjustment</source>
        <translation>添加调整</translation>
    </message>
    <message>
        <source>Adjust {0}</source>
        <translation>调整 {0}</translation>
    </message>
    <message>
        <source>Adjustment</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>Blend {0}</source>
        <translation>混合 {0}</translation>
    </message>
    <message>
        <source>Clip {0} to the layer below</source>
        <translation>将 {0} 剪贴到下方图层</translation>
    </message>
    <message>
        <source>Delete {0}</source>
        <translation>删除 {0}</translation>
    </message>
    <message>
        <source>Duplicate {0}</source>
        <translation>复制 {0}</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>编组</translation>
    </message>
    <message>
        <source>Group {0}</source>
        <translation>编组 {0}</translation>
    </message>
    <message>
        <source>Hide {0}</source>
        <translation>隐藏 {0}</translation>
    </message>
    <message>
        <source>Lock {0}</source>
        <translation>锁定 {0}</translation>
    </message>
    <message>
        <source>Mask of {0}</source>
        <translation>{0} 的蒙版</translation>
    </message>
    <message>
        <source>Match the colours of {0}</source>
        <translation>匹配 {0} 的颜色</translation>
    </message>
    <message>
        <source>Merge all that is seen</source>
        <translation>合并所有可见图层</translation>
    </message>
    <message>
        <source>Merge {0} down</source>
        <translation>向下合并 {0}</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>已合并</translation>
    </message>
    <message>
        <source>Move {0}</source>
        <translation>移动 {0}</translation>
    </message>
    <message>
        <source>Opacity of {0}</source>
        <translation>{0} 的不透明度</translation>
    </message>
    <message>
        <source>Paint the mask of {0}</source>
        <translation>绘制 {0} 的蒙版</translation>
    </message>
    <message>
        <source>Release {0}</source>
        <translation>释放 {0}</translation>
    </message>
    <message>
        <source>Rename {0}</source>
        <translation>重命名 {0}</translation>
    </message>
    <message>
        <source>Show {0}</source>
        <translation>显示 {0}</translation>
    </message>
    <message>
        <source>Take the group apart</source>
        <translation>取消编组</translation>
    </message>
    <message>
        <source>Take {0} over</source>
        <translation>采用 {0}</translation>
    </message>
    <message>
        <source>Transform {0}</source>
        <translation>变换 {0}</translation>
    </message>
    <message>
        <source>Unlock {0}</source>
        <translation>解锁 {0}</translation>
    </message>
    <message>
        <source>{0} layers</source>
        <translation>{0} 个图层</translation>
    </message>
    <message>
        <source>“{0}” is locked. Unlock it in the layer panel first.</source>
        <translation>“{0}”已锁定。请先在图层面板中解锁。</translation>
    </message>
</context>
<context>
    <name>LoraRows</name>
    <message>
        <source>Add a LoRA file…</source>
        <translation>添加 LoRA 文件…</translation>
    </message>
    <message>
        <source>How much of it: 1 as it was trained, 0 nothing</source>
        <translation>所占比重：1 为训练时的程度，0 为无</translation>
    </message>
    <message>
        <source>LoRA files</source>
        <translation>LoRA 文件</translation>
    </message>
    <message>
        <source>Weight of {0}</source>
        <translation>{0} 的权重</translation>
    </message>
    <message>
        <source>Weights (*.safetensors)</source>
        <translation>权重 (*.safetensors)</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Expected loss</source>
        <translation>期望损失</translation>
    </message>
    <message>
        <source>Expected loss over the windows, {0} steps: from {1:.3f} to {2:.3f}</source>
        <translation>各窗口的期望损失，{0} 步：从 {1:.3f} 到 {2:.3f}</translation>
    </message>
    <message>
        <source>The expected loss while the region is learned</source>
        <translation>学习区域时的期望损失</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Dropped picture</source>
        <translation>拖入的图片</translation>
    </message>
    <message>
        <source>Nothing opened yet</source>
        <translation>尚未打开过任何文件</translation>
    </message>
    <message>
        <source>Opening a picture</source>
        <translation>正在打开图片</translation>
    </message>
</context>
<context>
    <name>MaskChange</name>
    <message>
        <source>Grow the mask</source>
        <translation>扩大蒙版</translation>
    </message>
    <message>
        <source>Invert the mask</source>
        <translation>反转蒙版</translation>
    </message>
    <message>
        <source>Only this box</source>
        <translation>仅此选框</translation>
    </message>
    <message>
        <source>Shrink the mask</source>
        <translation>缩小蒙版</translation>
    </message>
    <message>
        <source>Soften the mask’s edge</source>
        <translation>柔化蒙版边缘</translation>
    </message>
</context>
<context>
    <name>MessageBanner</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>关闭消息</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>NavigatorPanel</name>
    <message>
        <source>Arrow keys move what the canvas shows; plus and minus zoom</source>
        <translation>方向键移动画布显示的部分；加号和减号缩放</translation>
    </message>
    <message>
        <source>Navigator</source>
        <translation>导航器</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Something went wrong in the program. Your picture is safe; copy the details to report it.</source>
        <translation>程序出了问题。您的图片是安全的；请复制详情以便报告。</translation>
    </message>
    <message>
        <source>There is not enough memory for this. Close other pictures or programs and try again; your picture is safe.</source>
        <translation>内存不足，无法完成。请关闭其他图片或程序后重试；您的图片是安全的。</translation>
    </message>
</context>
<context>
    <name>OtherEditorsForm</name>
    <message>
        <source>A model of {0}: none chosen</source>
        <translation>{0} 的模型：未选择</translation>
    </message>
    <message>
        <source>Instruction for InstructPix2Pix</source>
        <translation>给 InstructPix2Pix 的指令</translation>
    </message>
    <message>
        <source>The model of {0}</source>
        <translation>{0} 的模型</translation>
    </message>
    <message>
        <source>What it is told: turn the cat into an apple</source>
        <translation>给它的指令：turn the cat into an apple</translation>
    </message>
</context>
<context>
    <name>OwnThings</name>
    <message>
        <source>1 photograph</source>
        <translation>1 张照片</translation>
    </message>
    <message>
        <source>1 thing</source>
        <translation>1 个物件</translation>
    </message>
    <message>
        <source>Add the folder again to go on from there.</source>
        <translation>再次添加该文件夹即可从此处继续。</translation>
    </message>
    <message>
        <source>From {0}</source>
        <translation>来自 {0}</translation>
    </message>
    <message>
        <source>Its shadow was cut out with it</source>
        <translation>已连同影子一起抠出</translation>
    </message>
    <message>
        <source>Loading the models</source>
        <translation>正在加载模型</translation>
    </message>
    <message>
        <source>Nothing new in “{0}”: {1} passed over, looked through before.</source>
        <translation>“{0}”中没有新内容：已跳过 {1}，之前已看过。</translation>
    </message>
    <message>
        <source>Photograph {0} of {1} in “{2}”: {3} found</source>
        <translation>“{2}”中第 {0} 张照片，共 {1} 张：找到 {3}</translation>
    </message>
    <message>
        <source>Quality: how sure, sharp, large and whole it is</source>
        <translation>质量：确定、清晰、大小和完整的程度</translation>
    </message>
    <message>
        <source>Stopped at photograph {0} of {1}: {2} found.</source>
        <translation>停在第 {0} 张照片，共 {1} 张：找到 {2}。</translation>
    </message>
    <message>
        <source>Stopped before the first photograph.</source>
        <translation>在第一张照片之前已停止。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>There are no photographs in “{0}”.</source>
        <translation>“{0}”中没有照片。</translation>
    </message>
    <message>
        <source>from {0}, {1} x {2} px</source>
        <translation>来自 {0}，{1} x {2} px</translation>
    </message>
    <message>
        <source>quality {0} %</source>
        <translation>质量 {0}%</translation>
    </message>
    <message>
        <source>{0} found in {1} of “{2}”.</source>
        <translation>在“{2}”的 {1} 中找到 {0}。</translation>
    </message>
    <message>
        <source>{0} passed over: looked through before.</source>
        <translation>已跳过 {0}：之前已看过。</translation>
    </message>
    <message>
        <source>{0} photographs</source>
        <translation>{0} 张照片</translation>
    </message>
    <message>
        <source>{0} things</source>
        <translation>{0} 个物件</translation>
    </message>
</context>
<context>
    <name>OwnThingsDialog</name>
    <message>
        <source>, in {0}</source>
        <translation>，位于 {0}</translation>
    </message>
    <message>
        <source>Add a folder of photographs</source>
        <translation>添加照片文件夹</translation>
    </message>
    <message>
        <source>Add a folder with photographs of your own: the dogs, cups, cars and people in them that are large and sharp enough are cut out, to be laid into other pictures. Looking through takes a second or two for each photograph, and can be stopped at any time.</source>
        <translation>添加一个存有您自己照片的文件夹：其中足够大、足够清晰的狗、杯子、汽车和人会被抠出，用于放入其他图片。查看每张照片需要一两秒，可随时停止。</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Erase all things?</source>
        <translation>清除所有物件？</translation>
    </message>
    <message>
        <source>Erase all…</source>
        <translation>全部清除…</translation>
    </message>
    <message>
        <source>Every thing that was cut out goes for good. Your photographs stay as they are.</source>
        <translation>所有抠出的物件将永久消失。您的照片保持不变。</translation>
    </message>
    <message>
        <source>Forgets all things, for good</source>
        <translation>永久忘记所有物件</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Looks for things in all photographs of a folder and its sub-folders</source>
        <translation>在文件夹及其子文件夹的所有照片中查找物件</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>这里还没有内容</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove {0}?</source>
        <translation>移除 {0}？</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Stop the search first</source>
        <translation>请先停止查找</translation>
    </message>
    <message>
        <source>Take it out of the list (Del); its photograph stays as it is</source>
        <translation>从列表中移除 (Del)；其照片保持不变</translation>
    </message>
    <message>
        <source>The list cannot be read</source>
        <translation>无法读取列表</translation>
    </message>
    <message>
        <source>They go from this list for good. Your photographs stay as they are.</source>
        <translation>它们将从此列表中永久消失。您的照片保持不变。</translation>
    </message>
    <message>
        <source>Things cut out of your own photographs, with their edges and shadows. They are kept on this machine{0}. Your photographs are not changed, and nothing is sent anywhere.</source>
        <translation>从您自己的照片中抠出的物件，连同边缘和影子。它们保存在这台电脑上{0}。您的照片不会被更改，也不会向任何地方发送内容。</translation>
    </message>
    <message>
        <source>Things to look for besides what the models know by themselves</source>
        <translation>除模型自身认识的之外，还要查找的物件</translation>
    </message>
    <message>
        <source>Words with commas between, for things that the models do not look for by themselves; may be left empty</source>
        <translation>用逗号分隔的词，用于模型不会自行查找的物件；可以留空</translation>
    </message>
    <message>
        <source>Write another name (F2, or a double click)</source>
        <translation>输入新名称（F2 或双击）</translation>
    </message>
    <message>
        <source>Your own things</source>
        <translation>自有物件</translation>
    </message>
    <message>
        <source>espresso, lighthouse</source>
        <translation>浓缩咖啡，灯塔</translation>
    </message>
    <message>
        <source>“Erase all” starts anew; a backup of its folder brings it back.</source>
        <translation>“全部清除”会重新开始；其文件夹的备份可将其恢复。</translation>
    </message>
</context>
<context>
    <name>OwnThingsList</name>
    <message>
        <source>Your own things</source>
        <translation>自有物件</translation>
    </message>
</context>
<context>
    <name>Pane</name>
    <message>
        <source>Accept</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Accept {0}</source>
        <translation>采用 {0}</translation>
    </message>
    <message>
        <source>As it is now</source>
        <translation>现在的样子</translation>
    </message>
    <message>
        <source>What this pane shows</source>
        <translation>此窗格显示的内容</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
</context>
<context>
    <name>PartRows</name>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>移除 {0}</translation>
    </message>
</context>
<context>
    <name>PartView</name>
    <message>
        <source>Drag it or use the arrow keys to see another part</source>
        <translation>拖动或使用方向键查看其他部分</translation>
    </message>
    <message>
        <source>The picture as the file will show it, pixel for pixel</source>
        <translation>文件将呈现的图片，逐像素显示</translation>
    </message>
</context>
<context>
    <name>PictureTabs</name>
    <message>
        <source>Open pictures</source>
        <translation>已打开的图片</translation>
    </message>
    <message>
        <source>{0}, changed</source>
        <translation>{0}，已更改</translation>
    </message>
</context>
<context>
    <name>PictureTiles</name>
    <message>
        <source>Compared pictures</source>
        <translation>比较的图片</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>正在加载模型</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0}%</translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Difference, 8 times</source>
        <translation>差异，8 倍</translation>
    </message>
</context>
<context>
    <name>PlaceChoice</name>
    <message>
        <source>Choose a .safetensors file…</source>
        <translation>选择 .safetensors 文件…</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Weights (*.safetensors)</source>
        <translation>权重 (*.safetensors)</translation>
    </message>
</context>
<context>
    <name>Pointing</name>
    <message>
        <source>Looking at the picture</source>
        <translation>正在查看图片</translation>
    </message>
    <message>
        <source>Nothing stands out here: drag to draw a box</source>
        <translation>此处没有突出的物体：拖动以绘制选框</translation>
    </message>
    <message>
        <source>Nothing stands out in this box. It stays as it is.</source>
        <translation>此选框中没有突出的物体。保持不变。</translation>
    </message>
    <message>
        <source>One region stands out here</source>
        <translation>此处有一个突出的区域</translation>
    </message>
    <message>
        <source>Point at a region</source>
        <translation>指向一个区域</translation>
    </message>
    <message>
        <source>Region {0} of {1}, the largest: click again for the smallest</source>
        <translation>区域 {0} / {1}，最大的一个：再次单击回到最小</translation>
    </message>
    <message>
        <source>Region {0} of {1}: click again for a larger one</source>
        <translation>区域 {0} / {1}：再次单击选更大的</translation>
    </message>
    <message>
        <source>Snap the box</source>
        <translation>贴合选框</translation>
    </message>
    <message>
        <source>Snapped to what stands out in the box</source>
        <translation>已贴合选框中突出的物体</translation>
    </message>
    <message>
        <source>The box frames what is in it already</source>
        <translation>选框已经贴合其中的内容</translation>
    </message>
</context>
<context>
    <name>Preset</name>
    <message>
        <source>As in the paper</source>
        <translation>与论文一致</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>细致</translation>
    </message>
</context>
<context>
    <name>PresetChoice</name>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete this preset</source>
        <translation>删除此预设</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Save a preset</source>
        <translation>保存预设</translation>
    </message>
    <message>
        <source>Save these settings as a preset</source>
        <translation>将这些设置保存为预设</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Settings of your own</source>
        <translation>自定设置</translation>
    </message>
    <message>
        <source>What these settings are called:</source>
        <translation>这些设置的名称：</translation>
    </message>
</context>
<context>
    <name>ProfileChoice</name>
    <message>
        <source>A colour profile</source>
        <translation>颜色配置文件</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>As it is ({0})</source>
        <translation>保持原样（{0}）</translation>
    </message>
    <message>
        <source>Choose an ICC file…</source>
        <translation>选择 ICC 文件…</translation>
    </message>
    <message>
        <source>Colour profile</source>
        <translation>颜色配置文件</translation>
    </message>
    <message>
        <source>Colour profiles (*.icc *.icm *.ICC *.ICM)</source>
        <translation>颜色配置文件 (*.icc *.icm *.ICC *.ICM)</translation>
    </message>
    <message>
        <source>sRGB, for screens and the web</source>
        <translation>sRGB，用于屏幕和网络</translation>
    </message>
</context>
<context>
    <name>ProjectActions</name>
    <message>
        <source>A file of this name is there already; replacing it loses what it holds.</source>
        <translation>已有同名文件；替换后其内容将会丢失。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Layers for other programs, OpenRaster (*{0})</source>
        <translation>供其他程序使用的图层，OpenRaster (*{0})</translation>
    </message>
    <message>
        <source>Layers for other programs, Photoshop (*{0})</source>
        <translation>供其他程序使用的图层，Photoshop (*{0})</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replace {0}?</source>
        <translation>替换 {0}？</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>保存项目</translation>
    </message>
    <message>
        <source>Save under another name</source>
        <translation>以其他名称保存</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>已保存为 {0}。</translation>
    </message>
    <message>
        <source>Something else wrote to it since it was opened or saved here; replacing it loses what that wrote.</source>
        <translation>在此处打开或保存之后，其他程序写入过它；替换会丢失那些内容。</translation>
    </message>
    <message>
        <source>lredit projects (*{0})</source>
        <translation>lredit 项目 (*{0})</translation>
    </message>
    <message>
        <source>{0} was changed by another program</source>
        <translation>{0} 已被其他程序更改</translation>
    </message>
</context>
<context>
    <name>ProjectManager</name>
    <message>
        <source>“{0}” is open in another tab. Save under another name, or close that tab first.</source>
        <translation>“{0}”已在另一个标签页中打开。请另存为其他名称，或先关闭该标签页。</translation>
    </message>
    <message>
        <source>“{0}” is open in another window ({1}). Save under another name or close it there.</source>
        <translation>“{0}”已在另一个窗口中打开（{1}）。请以其他名称保存，或在那里将其关闭。</translation>
    </message>
</context>
<context>
    <name>Projects</name>
    <message>
        <source>another program</source>
        <translation>另一个程序</translation>
    </message>
    <message>
        <source>process {0}</source>
        <translation>进程 {0}</translation>
    </message>
    <message>
        <source>process {0} on {1}</source>
        <translation>{1} 上的进程 {0}</translation>
    </message>
    <message>
        <source>{0} (copy)</source>
        <translation>{0}（副本）</translation>
    </message>
    <message>
        <source>“{0}” is open in another window already ({1}). This is a copy: saving asks for another name.</source>
        <translation>“{0}”已在另一个窗口中打开（{1}）。这是副本：保存时会询问其他名称。</translation>
    </message>
</context>
<context>
    <name>PromptList</name>
    <message>
        <source>Prompts, the latest first</source>
        <translation>提示词，最新的在前</translation>
    </message>
</context>
<context>
    <name>PromptPanel</name>
    <message>
        <source>Advanced settings</source>
        <translation>高级设置</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Few places, few candidates</source>
        <translation>位置少，候选少</translation>
    </message>
    <message>
        <source>How much is tried</source>
        <translation>尝试的程度</translation>
    </message>
    <message>
        <source>Many places, many candidates; takes its time</source>
        <translation>位置多，候选多；需要较长时间</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Replaces</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>What is replaced; may be left empty</source>
        <translation>被替换的内容；可以留空</translation>
    </message>
    <message>
        <source>What it replaces, for example: the cat. May be left empty.</source>
        <translation>它替换的内容，例如：the cat。可以留空。</translation>
    </message>
    <message>
        <source>What should be in the picture</source>
        <translation>图片中应有的内容</translation>
    </message>
    <message>
        <source>What should be there?  e.g. a red apple</source>
        <translation>这里应该有什么？例如 a red apple</translation>
    </message>
    <message>
        <source>What suits most pictures</source>
        <translation>适合大多数图片</translation>
    </message>
    <message>
        <source>anything</source>
        <translation>任何内容</translation>
    </message>
    <message>
        <source>as the prompt says</source>
        <translation>如提示词所述</translation>
    </message>
    <message>
        <source>replaces</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}。</translation>
    </message>
</context>
<context>
    <name>PromptsPanel</name>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘记</translation>
    </message>
    <message>
        <source>Forget all but favourites</source>
        <translation>除收藏外全部忘记</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>此图</translation>
    </message>
    <message>
        <source>No longer a favourite</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>No prompt is like that.</source>
        <translation>没有这样的提示词。</translation>
    </message>
    <message>
        <source>Only what was asked for on this picture</source>
        <translation>仅显示用于此图片的提示词</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search the prompts</source>
        <translation>搜索提示词</translation>
    </message>
    <message>
        <source>Seed {0}</source>
        <translation>种子 {0}</translation>
    </message>
    <message>
        <source>Seed {0}, {1}</source>
        <translation>种子 {0}，{1}</translation>
    </message>
    <message>
        <source>Use the words</source>
        <translation>使用文字</translation>
    </message>
    <message>
        <source>Use with its seed and settings</source>
        <translation>连同种子和设置一起使用</translation>
    </message>
    <message>
        <source>What you ask for is listed here.</source>
        <translation>您使用过的提示词列在这里。</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>{0}, favourite</source>
        <translation>{0}，已收藏</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Quoted</name>
    <message>
        <source>“{0}”</source>
        <translation>“{0}”</translation>
    </message>
</context>
<context>
    <name>ResizeDialog</name>
    <message>
        <source>Resize the picture</source>
        <translation>调整图片大小</translation>
    </message>
</context>
<context>
    <name>RowsList</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>Ruler</name>
    <message>
        <source>Pull a guide out of the ruler; guides are taken away by pulling them off the picture</source>
        <translation>从标尺中拉出参考线；将参考线拖出图片即可移除</translation>
    </message>
    <message>
        <source>Ruler across</source>
        <translation>水平标尺</translation>
    </message>
    <message>
        <source>Ruler down</source>
        <translation>垂直标尺</translation>
    </message>
</context>
<context>
    <name>SampleButton</name>
    <message>
        <source>Open the sample {0}</source>
        <translation>打开示例 {0}</translation>
    </message>
</context>
<context>
    <name>SamplingChoice</name>
    <message>
        <source> steps</source>
        <translation> 步</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>引导</translation>
    </message>
    <message>
        <source>Guidance: as the preset</source>
        <translation>引导：按预设</translation>
    </message>
    <message>
        <source>Sampler</source>
        <translation>采样器</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Steps: as the preset</source>
        <translation>步数：按预设</translation>
    </message>
    <message>
        <source>The model’s own sampler</source>
        <translation>模型自带的采样器</translation>
    </message>
    <message>
        <source>guidance </source>
        <translation>引导 </translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Photographs looked through</source>
        <translation>已查看的照片</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>What was found is kept; adding the folder again goes on from there</source>
        <translation>已找到的会保留；再次添加该文件夹即可从此处继续</translation>
    </message>
    <message>
        <source>What was left out, and why</source>
        <translation>略过的内容及原因</translation>
    </message>
</context>
<context>
    <name>Selection</name>
    <message>
        <source>Draw a box</source>
        <translation>绘制选框</translation>
    </message>
    <message>
        <source>Edit again</source>
        <translation>重新编辑</translation>
    </message>
    <message>
        <source>Leave the box</source>
        <translation>离开选框</translation>
    </message>
    <message>
        <source>Leave the mask</source>
        <translation>离开蒙版</translation>
    </message>
    <message>
        <source>Leave the strokes</source>
        <translation>离开笔画</translation>
    </message>
    <message>
        <source>Move the box</source>
        <translation>移动选框</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>A workstation</source>
        <translation>一台工作站</translation>
    </message>
    <message>
        <source>Address of the workstation</source>
        <translation>工作站地址</translation>
    </message>
    <message>
        <source>As many as there are</source>
        <translation>全部可用</translation>
    </message>
    <message>
        <source>As the words say</source>
        <translation>由文字决定</translation>
    </message>
    <message>
        <source>At 1:1</source>
        <translation>以 1:1 显示</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Choose a profile…</source>
        <translation>选择配置文件…</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>清空列表</translation>
    </message>
    <message>
        <source>Colours of the screen</source>
        <translation>屏幕颜色</translation>
    </message>
    <message>
        <source>Compute on</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Edits</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Edits run on</source>
        <translation>编辑运行于</translation>
    </message>
    <message>
        <source>Fewer leave room for other programs, and edits take longer.</source>
        <translation>线程少可为其他程序留出余地，但编辑会更慢。</translation>
    </message>
    <message>
        <source>File with its token</source>
        <translation>令牌文件</translation>
    </message>
    <message>
        <source>Files opened lately</source>
        <translation>最近打开的文件</translation>
    </message>
    <message>
        <source>Fitted into the window</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>For each picture. When it is full, the oldest steps go.</source>
        <translation>针对每张图片。用满时，最早的步骤会被舍弃。</translation>
    </message>
    <message>
        <source>Forgets all but the favourites.</source>
        <translation>除收藏外全部忘记。</translation>
    </message>
    <message>
        <source>Forgets their names; the files stay.</source>
        <translation>忘记它们的名称；文件保留。</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰色</translation>
    </message>
    <message>
        <source>High contrast is black and white, with thick frames around what has the keyboard.</source>
        <translation>高对比度为黑白两色，键盘焦点处有粗边框。</translation>
    </message>
    <message>
        <source>How closely you frame things is kept on this machine; pictures are not.</source>
        <translation>您框选物体的松紧保存在这台电脑上；不保存图片。</translation>
    </message>
    <message>
        <source>How large a picture is shown at first.</source>
        <translation>图片最初显示的大小。</translation>
    </message>
    <message>
        <source>How large the squares are that show where a picture is transparent.</source>
        <translation>显示图片透明之处的方格大小。</translation>
    </message>
    <message>
        <source>How many are listed in the menu and on the welcome page.</source>
        <translation>菜单和欢迎页中列出的数量。</translation>
    </message>
    <message>
        <source>How much is tried</source>
        <translation>尝试的程度</translation>
    </message>
    <message>
        <source>How often a changed project is saved into its own file.</source>
        <translation>多久将已更改的项目保存到其文件中。</translation>
    </message>
    <message>
        <source>Keep unsaved work safe</source>
        <translation>保护未保存的工作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>大</translation>
    </message>
    <message>
        <source>Learn from the edits that I accept</source>
        <translation>从我采用的编辑中学习</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Listed in the panel Prompts at the next start. Favourites always are; projects keep their own.</source>
        <translation>下次启动时列在“提示词”面板中。收藏始终保留；项目保留各自的提示词。</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Memory for undo</source>
        <translation>撤销所用内存</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Models in use</source>
        <translation>使用中的模型</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不记住</translation>
    </message>
    <message>
        <source>Nothing is sent anywhere, and no connection is opened unless you ask for a download, or have edits run on a workstation.</source>
        <translation>不会向任何地方发送内容；除非您要求下载，或让编辑在工作站上运行，否则不会打开任何连接。</translation>
    </message>
    <message>
        <source>Of every edit, until another is chosen here or beside the prompt.</source>
        <translation>用于每次编辑，直到在此处或提示词旁另行选择。</translation>
    </message>
    <message>
        <source>Of menus, dialogs and messages. Prompts are understood best in English.</source>
        <translation>菜单、对话框和消息的语言。提示词用英文书写时理解得最好。</translation>
    </message>
    <message>
        <source>On a workstation, your picture, words, boxes and masks are sent to it, and the results come back. Whoever runs it can see them. Your own things and what was learned from your choices stay here.</source>
        <translation>使用工作站时，您的图片、文字、方框和蒙版会发送给它，结果再传回来。管理该工作站的人可以看到这些内容。您自己的素材以及从您的选择中学到的内容都留在本机。</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Pictures are shown for this screen: its profile is {0}. Files are not changed.</source>
        <translation>图片按此屏幕显示：其配置文件为 {0}。文件不会更改。</translation>
    </message>
    <message>
        <source>Pictures open</source>
        <translation>打开图片时</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Ray's token of that workstation, copied to this computer. Without one nothing is sent.</source>
        <translation>该工作站的 Ray 令牌，复制到本机。没有令牌时不发送任何内容。</translation>
    </message>
    <message>
        <source>Remember files opened lately</source>
        <translation>记住最近打开的文件</translation>
    </message>
    <message>
        <source>Remember what was asked for</source>
        <translation>记住使用过的提示词</translation>
    </message>
    <message>
        <source>Save projects by themselves</source>
        <translation>自动保存项目</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Show…</source>
        <translation>显示…</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>小</translation>
    </message>
    <message>
        <source>Squares under transparency</source>
        <translation>透明处的方格</translation>
    </message>
    <message>
        <source>Take what your picture stands out from.</source>
        <translation>选择能衬托图片的颜色。</translation>
    </message>
    <message>
        <source>The best there is</source>
        <translation>最佳可用设备</translation>
    </message>
    <message>
        <source>The folder of the models that were installed. The model manager can move a bundle elsewhere.</source>
        <translation>已安装模型所在的文件夹。模型管理器可以将模型包移到别处。</translation>
    </message>
    <message>
        <source>The models are loaded anew once no edit runs. The line at the bottom says what is used.</source>
        <translation>没有编辑运行时会重新加载模型。窗口底部的一行会显示所用设备。</translation>
    </message>
    <message>
        <source>The processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Their colours</source>
        <translation>方格的颜色</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Threads of the processor</source>
        <translation>处理器线程数</translation>
    </message>
    <message>
        <source>What an edit is for</source>
        <translation>编辑的目的</translation>
    </message>
    <message>
        <source>What is chosen beside the prompt when the program starts.</source>
        <translation>程序启动时提示词旁的选择。</translation>
    </message>
    <message>
        <source>What is not saved yet is written aside as it happens, and offered after a crash.</source>
        <translation>尚未保存的内容会随时另行写下，并在崩溃后提供恢复。</translation>
    </message>
    <message>
        <source>What the export dialog begins with. Whoever gets the file can read them.</source>
        <translation>导出对话框的初始设置。得到文件的人可以读到它们。</translation>
    </message>
    <message>
        <source>What was learned</source>
        <translation>学到的内容</translation>
    </message>
    <message>
        <source>Where its Ray takes other computers in: HOST:PORT. The connection itself is not encrypted: use a tunnel or Ray's TLS (docs/remote-engine.md says how). Without an address nothing is sent.</source>
        <translation>其 Ray 接受其他计算机的位置：主机:端口。连接本身不加密：请使用隧道或 Ray 的 TLS（参见 docs/remote-engine.md）。没有地址时不发送任何内容。</translation>
    </message>
    <message>
        <source>Where models lie</source>
        <translation>模型的位置</translation>
    </message>
    <message>
        <source>Without a network</source>
        <translation>无需网络</translation>
    </message>
    <message>
        <source>Write prompt and seed into exports</source>
        <translation>将提示词和种子写入导出文件</translation>
    </message>
</context>
<context>
    <name>SettingsActions</name>
    <message>
        <source>Colour profiles (*.icc *.icm *.ICC *.ICM)</source>
        <translation>颜色配置文件 (*.icc *.icm *.ICC *.ICM)</translation>
    </message>
    <message>
        <source>The colour profile of the screen</source>
        <translation>屏幕的颜色配置文件</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Find a setting</source>
        <translation>查找设置</translation>
    </message>
    <message>
        <source>No setting is called that. Try another word.</source>
        <translation>没有这样的设置。请换一个词。</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Everything on this page as it was at first</source>
        <translation>将此页的全部内容恢复为最初状态</translation>
    </message>
    <message>
        <source>Reset page</source>
        <translation>重置此页</translation>
    </message>
</context>
<context>
    <name>SeveralTargetsLine</name>
    <message>
        <source>A semicolon between them takes things apart too: a cat; a dog</source>
        <translation>分号也可以分开物体：a cat; a dog</translation>
    </message>
    <message>
        <source>One thing: {0}.</source>
        <translation>一个物体：{0}。</translation>
    </message>
    <message>
        <source>Read as:</source>
        <translation>理解为：</translation>
    </message>
    <message>
        <source>Take it apart</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Take it as one thing</source>
        <translation>当作一个物体</translation>
    </message>
    <message>
        <source>{0} for {1}</source>
        <translation>{0}，针对 {1}</translation>
    </message>
    <message>
        <source>{0} things, each in a region of its own:</source>
        <translation>{0} 个物体，各在自己的区域中：</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>On the canvas</source>
        <translation>在画布上</translation>
    </message>
</context>
<context>
    <name>SideBySideDialog</name>
    <message>
        <source>Candidates side by side</source>
        <translation>并排查看候选</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Drag and wheel move all of them together; Ctrl+1 to Ctrl+4 accept one.</source>
        <translation>拖动和滚轮会一起移动它们；Ctrl+1 至 Ctrl+4 采用其中一个。</translation>
    </message>
</context>
<context>
    <name>SnapshotActions</name>
    <message>
        <source>Forget this snapshot</source>
        <translation>忘记此快照</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Keep a snapshot</source>
        <translation>保存快照</translation>
    </message>
    <message>
        <source>Name of this state of the picture</source>
        <translation>此图片状态的名称</translation>
    </message>
    <message>
        <source>Snapshot {0}</source>
        <translation>快照 {0}</translation>
    </message>
</context>
<context>
    <name>Spotlight</name>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Edits run on the workstation {0}: your picture, words, boxes and masks are sent to it, and whoever runs it can see them.</source>
        <translation>编辑在工作站 {0} 上运行：您的图片、文字、方框和蒙版会发送给它，管理它的人可以看到。</translation>
    </message>
    <message>
        <source>Loading models</source>
        <translation>正在加载模型</translation>
    </message>
    <message>
        <source>Memory: the window {0}, the models {1}</source>
        <translation>内存：窗口 {0}，模型 {1}</translation>
    </message>
    <message>
        <source>Models and what they can draw</source>
        <translation>模型及其能画的物体</translation>
    </message>
    <message>
        <source>No models</source>
        <translation>没有模型</translation>
    </message>
    <message>
        <source>Show the view straight again</source>
        <translation>恢复正常视图</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>view mirrored</source>
        <translation>视图已镜像</translation>
    </message>
    <message>
        <source>view turned {0}°</source>
        <translation>视图已旋转 {0}°</translation>
    </message>
    <message>
        <source>{0} on {1}</source>
        <translation>{1} 上的 {0}</translation>
    </message>
    <message>
        <source>{0} px changed outside the box</source>
        <translation>选框外有 {0} 个像素改变</translation>
    </message>
    <message>
        <source>{0} x {1} px, {2} bit</source>
        <translation>{0} x {1} px，{2} 位</translation>
    </message>
</context>
<context>
    <name>StraightenDialog</name>
    <message>
        <source>Angle</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>Straighten</source>
        <translation>拉直</translation>
    </message>
    <message>
        <source>Turns clockwise; what would lie beyond the picture is cut off.</source>
        <translation>顺时针旋转；超出图片的部分会被裁掉。</translation>
    </message>
</context>
<context>
    <name>StudyDialog</name>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Questions answered</source>
        <translation>已回答的问题</translation>
    </message>
    <message>
        <source>Thank you. Your votes are in {0}.</source>
        <translation>谢谢。您的投票在 {0} 中。</translation>
    </message>
    <message>
        <source>The left picture</source>
        <translation>左边的图片</translation>
    </message>
    <message>
        <source>The picture as it was</source>
        <translation>原来的图片</translation>
    </message>
    <message>
        <source>The right picture</source>
        <translation>右边的图片</translation>
    </message>
    <message>
        <source>Which fits the words better?</source>
        <translation>哪一张更符合文字？</translation>
    </message>
    <message>
        <source>Which looks more real?</source>
        <translation>哪一张看起来更真实？</translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation>哪一张？</translation>
    </message>
    <message>
        <source>You will see pairs of pictures, each made from the picture in the middle by the words above it. Two questions are asked of each pair. There is no right answer, and your votes stay in the study's folder.</source>
        <translation>您将看到成对的图片，每一对都是按上方的文字由中间的图片制作的。每对图片有两个问题。没有标准答案，您的投票保留在研究的文件夹中。</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的名字</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>{0} pairs</source>
        <translation>{0} 对</translation>
    </message>
    <message>
        <source>← this one</source>
        <translation>← 这一张</translation>
    </message>
    <message>
        <source>→ this one</source>
        <translation>→ 这一张</translation>
    </message>
    <message>
        <source>↓ both alike</source>
        <translation>↓ 两者相同</translation>
    </message>
</context>
<context>
    <name>TermsDialog</name>
    <message>
        <source>About {0} are fetched, less what is here already.</source>
        <translation>将获取约 {0}，减去这里已有的部分。</translation>
    </message>
    <message>
        <source>Accept and download</source>
        <translation>接受并下载</translation>
    </message>
    <message>
        <source>Accept the licence on the page above with your account, and give a token of that account. It is used for this download and not stored; leave it empty if this machine is logged in.</source>
        <translation>请在上面的页面用您的账号接受许可，并提供该账号的令牌。它仅用于此次下载，不会保存；如果这台电脑已登录，请留空。</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Token of your account on the hub</source>
        <translation>您的模型站账号令牌</translation>
    </message>
    <message>
        <source>hf_…</source>
        <translation>hf_…</translation>
    </message>
    <message>
        <source>{0}, {1}. {2}</source>
        <translation>{0}，{1}。{2}</translation>
    </message>
</context>
<context>
    <name>Theme</name>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
</context>
<context>
    <name>ThingsPage</name>
    <message>
        <source>No models are loaded. Choose others under Installed.</source>
        <translation>没有加载模型。请在“已安装”中选择其他模型。</translation>
    </message>
    <message>
        <source>Runs on {0}.</source>
        <translation>运行于 {0}。</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>These models draw whatever the prompt says.</source>
        <translation>这些模型可以画出提示词所说的任何内容。</translation>
    </message>
    <message>
        <source>To put anything else into photographs, fetch a bundle of large models under Get more.</source>
        <translation>若要在照片中放入其他内容，请在“获取更多”中获取大型模型包。</translation>
    </message>
    <message>
        <source>What the models can draw</source>
        <translation>模型能画的物体</translation>
    </message>
    <message>
        <source>{0}: {1} things. Double-click one to write it into the prompt.</source>
        <translation>{0}：{1} 种物体。双击一个即可写入提示词。</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Candidates</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保存成果</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>No mask is painted: boxes settle where your words fit best. Drag one, or draw your own ({0}), and only that box is edited again.</source>
        <translation>无需绘制蒙版：选框会落在最符合文字的地方。拖动一个，或自己绘制 ({0})，就只重新编辑该选框。</translation>
    </message>
    <message>
        <source>Open a photograph, drop one on the window, or paste it. Each has a tab of its own.</source>
        <translation>打开照片、将其拖到窗口上，或粘贴。每张都有自己的标签页。</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>The edits come here, best first. Look through them with {0} and {1}, hold C to see the picture as it was, and accept one with {2}.</source>
        <translation>编辑结果显示在这里，最佳者在前。用 {0} 和 {1} 浏览，按住 C 查看原图，按 {2} 采用。</translation>
    </message>
    <message>
        <source>The region is learned</source>
        <translation>学习区域</translation>
    </message>
    <message>
        <source>Type what should be there, and what it takes the place of, if you like: the words say whether something is replaced, added, removed, changed or moved.</source>
        <translation>输入这里应有什么，也可写明它替换什么：文字决定是替换、添加、移除、修改还是移动。</translation>
    </message>
    <message>
        <source>What you accept becomes a layer with its own mask: move, scale, fade or edit it again. Outside of it no pixel changes.</source>
        <translation>采用的内容会成为带有自身蒙版的图层：可移动、缩放、淡化或重新编辑。其外的像素不会改变。</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>{0} exports the picture, {1} saves all of it as a project. {2} finds every command.</source>
        <translation>{0} 导出图片，{1} 将全部内容保存为项目。{2} 查找任何命令。</translation>
    </message>
</context>
<context>
    <name>UiState</name>
    <message>
        <source>An edit is running; stop it to start another</source>
        <translation>编辑正在进行；请先停止再开始另一个</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Edit box</source>
        <translation>编辑选框</translation>
    </message>
    <message>
        <source>Edit inside this box only, without looking for a region</source>
        <translation>仅在此选框内编辑，不寻找区域</translation>
    </message>
    <message>
        <source>Edit mask</source>
        <translation>编辑蒙版</translation>
    </message>
    <message>
        <source>Find the region and edit it</source>
        <translation>寻找区域并编辑</translation>
    </message>
    <message>
        <source>Open a picture first</source>
        <translation>请先打开一张图片</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Redo {0}</source>
        <translation>重做 {0}</translation>
    </message>
    <message>
        <source>Say what should be there first</source>
        <translation>请先说明应该有什么</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>The models are still loading; the edit starts as soon as they are ready</source>
        <translation>模型仍在加载；就绪后编辑会立即开始</translation>
    </message>
    <message>
        <source>The picture is being opened</source>
        <translation>正在打开图片</translation>
    </message>
    <message>
        <source>These models cannot draw this; below the prompt is what they know</source>
        <translation>这些模型画不出这个；提示词下方列出了它们认识的内容</translation>
    </message>
    <message>
        <source>These models know no word for this thing: click on it, or draw a box around it</source>
        <translation>这些模型没有此物体的词：请单击它，或在其周围绘制选框</translation>
    </message>
    <message>
        <source>This picture is too small: editing needs at least {0} pixels on each side</source>
        <translation>这张图片太小：编辑要求每边至少 {0} 像素</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo {0}</source>
        <translation>撤销 {0}</translation>
    </message>
    <message>
        <source>{0} characters are too many: the models read {1} at the most. Say it in a sentence</source>
        <translation>{0} 个字符太多：模型最多读取 {1} 个。请用一句话说明</translation>
    </message>
    <message>
        <source>{0}; about {1}, as the last time</source>
        <translation>{0}；约 {1}，与上次相同</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>A tour of one minute</source>
        <translation>一分钟导览</translation>
    </message>
    <message>
        <source>Drop a photograph here, type what you want to see, and lredit finds the place for it.</source>
        <translation>把照片拖到这里，输入您想看到的内容，lredit 会找到合适的位置。</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Or try a sample</source>
        <translation>或试试示例</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Say what should be there</source>
        <translation>说出这里应该有什么</translation>
    </message>
    <message>
        <source>What you can ask: click one and see</source>
        <translation>您可以这样说：点一个看看</translation>
    </message>
</context>
<context>
    <name>WindowLayout</name>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>之前与之后</translation>
    </message>
    <message>
        <source>Canvas tools</source>
        <translation>画布工具</translation>
    </message>
    <message>
        <source>Copy to another picture</source>
        <translation>复制到其他图片</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>How much of the picture shows as it was; hold C to see all of it</source>
        <translation>显示多少原来的图片；按住 C 查看全部</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Main tools</source>
        <translation>主工具栏</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>蒙版</translation>
    </message>
    <message>
        <source>Navigator</source>
        <translation>导航器</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>打开最近的文件</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Turn the view</source>
        <translation>旋转视图</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
</context>
<context>
    <name>ZoomField</name>
    <message>
        <source>Fit</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Zoom in per cent</source>
        <translation>缩放百分比</translation>
    </message>
    <message>
        <source>Zoom: type a per cent, or choose one</source>
        <translation>缩放：输入百分比，或选择一个</translation>
    </message>
</context>
<context>
    <name>_RowDelegate</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>_SizeFields</name>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Keep proportions</source>
        <translation>保持比例</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
</context>
</TS>
